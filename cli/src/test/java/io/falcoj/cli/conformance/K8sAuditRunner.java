// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import io.falcoj.testdata.ConformanceCase;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Rules over audit events, with the rules of Falco 0.31.1 and with those of today. Where a case has
 * both, its texts of today count.
 */
final class K8sAuditRunner implements SuiteRunner {

  private static final String NEWER = "newer";
  private static final String TEXTS = "stderr_contains";

  @Override
  public String suite() {
    return "k8s-audit";
  }

  @Override
  public List<Check> checks(ConformanceCase conformanceCase) {
    JsonNode json = conformanceCase.json();
    JsonNode newer = json.path(NEWER);
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check(
            conformanceCase.id() + "/0.31.1",
            () -> check(conformanceCase, json, newer.isMissingNode())));
    if (!newer.isMissingNode()) {
      checks.add(
          new Check(conformanceCase.id() + "/newer", () -> check(conformanceCase, newer, true)));
    }
    return checks;
  }

  private static void check(ConformanceCase conformanceCase, JsonNode variant, boolean textsCount) {
    List<String> arguments = new ArrayList<>();
    for (JsonNode rules : variant.get("rules")) {
      arguments.add("-r");
      arguments.add(conformanceCase.file(rules.asString()).toString());
    }
    arguments.add("--allow-empty");
    arguments.add("-e");
    arguments.add(conformanceCase.file(conformanceCase.json().get("events").asString()).toString());
    arguments.add("-o");
    arguments.add("json_output=true");
    FalcojRun run = FalcojRun.of(arguments);
    AlertExpectations.of(run).hold(variant.get("expect"));
    if (textsCount) {
      for (JsonNode text : variant.get("expect").path(TEXTS)) {
        assertThat(run.err()).containsIgnoringCase(text.asString());
      }
    }
  }
}
