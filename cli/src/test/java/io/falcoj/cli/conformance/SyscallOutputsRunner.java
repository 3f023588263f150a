// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the suite about what every field prints for the events of captures, a check for each field,
 * and about the alerts of rules on the same captures.
 */
final class SyscallOutputsRunner implements SuiteRunner {

  private static final double LEAST_AGREEMENT = 0.999;

  private long values;
  private long differing;

  @Override
  public String suite() {
    return "syscall-outputs";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    CaptureComparison comparison =
        new CaptureComparison(
            each.file(each.json().get("capture").stringValue()),
            each.file(each.expect().get("fields").stringValue()));
    List<Check> checks = new ArrayList<>();
    checks.add(new Check(each.id() + "/values", () -> count(comparison)));
    checks.add(new Check(each.id() + "/events", comparison::checkEvents));
    Set<String> fields = comparison.fieldNames();
    for (String field : fields) {
      checks.add(new Check(each.id() + "/" + field, () -> comparison.checkField(field)));
    }
    checks.addAll(ExpectedAlerts.checks(each, "capture"));
    return checks;
  }

  @Override
  public List<Check> closingChecks() {
    return List.of(new Check(suite() + "/agreement", this::checkAgreement));
  }

  private void count(CaptureComparison comparison) throws Exception {
    values += comparison.values();
    differing += comparison.differing();
  }

  /** What differs is listed field by field; all of it together is little. */
  private void checkAgreement() {
    System.out.printf("syscall-outputs: %,d of %,d values differ%n", differing, values);
    assertThat(values).isPositive();
    assertThat(1 - (double) differing / values).isGreaterThanOrEqualTo(LEAST_AGREEMENT);
  }
}
