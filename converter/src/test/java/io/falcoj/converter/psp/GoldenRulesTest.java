// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.yaml.SourceText;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole rules file of some policies. After a change that is meant, write them anew with {@code
 * -Dfalcoj.golden=write} and read the difference.
 */
class GoldenRulesTest {

  private static final boolean WRITE = "write".equals(System.getProperty("falcoj.golden"));
  private static final String FOLDER = "converter/src/test/resources/golden";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restricted",
        "baseline",
        "several",
        "partial/privileged",
        "partial/allowed-host-paths",
        "partial/run-as-user-must",
        "partial/run-as-group-may",
        "partial/scoped-images",
        "partial/awkward-name"
      })
  void policyGivesTheRulesOnRecord(String name) throws IOException {
    SourceText policy = SourceText.of(name, TestData.text("policies/" + name + ".yaml"));
    Conversion conversion = PspConverter.standard().convert(List.of(policy));
    StringBuilder actual = new StringBuilder();
    for (PolicyDiagnostic diagnostic : conversion.diagnostics()) {
      actual.append("# ").append(diagnostic.severity()).append(' ');
      actual.append(diagnostic.toText()).append('\n');
    }
    actual.append(conversion.rules());
    Path golden =
        TestData.repositoryRoot().resolve(FOLDER).resolve(name.replace('/', '-') + ".yaml");
    if (WRITE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }
    assertThat(golden).content().isEqualTo(actual.toString());
  }
}
