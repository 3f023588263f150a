// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.converter.psp.TokenVolumeMode;
import io.falcoj.testdata.ConformanceCase;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Runs the suite of what Kubernetes itself says about a policy and a pod as submitted. */
final class PspSemanticsRunner implements SuiteRunner {

  /** What no rule judges yet. */
  private static final Set<String> NOT_JUDGED =
      Set.of(
          "allowedCSIDrivers",
          "apparmor",
          "requiredDropCapabilities",
          "seLinux",
          "seccomp",
          "sysctls");

  @Override
  public String suite() {
    return "psp-semantics";
  }

  @Override
  public List<Check> checks(ConformanceCase each) {
    return List.of(new Check(each.id(), () -> run(each)));
  }

  private static void run(ConformanceCase each) throws Exception {
    JsonNode input = each.json();
    if (strings(input.path("tags")).contains("subresource")) {
      throw new WaitingException("containers added to a pod that runs");
    }
    Set<String> expected = strings(each.expect().get("violations"));
    Set<String> judged = new TreeSet<>(expected);
    judged.removeAll(NOT_JUDGED);
    assertThat(
            PolicyInForce.of(
                    Files.readAllBytes(each.file(input.get("psp").stringValue())),
                    TokenVolumeMode.OFF)
                .violations(Files.readAllBytes(each.file(input.get("events").stringValue()))))
        .isEqualTo(judged);
    if (!judged.equals(expected)) {
      throw new WaitingException("rules for every property of a policy");
    }
  }

  private static Set<String> strings(JsonNode array) {
    Set<String> strings = new TreeSet<>();
    array.values().forEach(value -> strings.add(value.stringValue()));
    return strings;
  }
}
