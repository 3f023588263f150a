// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import io.falcoj.testdata.ConformanceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies over recordings: the alerts of {@code --psp}, and those of the rules that {@code
 * --psp_save} wrote, which must be the same to the byte.
 */
final class PspRunner implements SuiteRunner {

  private static final String CAPTURE = "capture";
  private static final String TOKENS = "--psp-service-account-volume";

  @Override
  public String suite() {
    return "psp";
  }

  @Override
  public List<Check> checks(ConformanceCase conformanceCase) {
    String id = conformanceCase.id();
    return List.of(
        new Check(id + "/rules", () -> rulesLoad(conformanceCase)),
        new Check(id + "/policy", () -> policyAlerts(conformanceCase)),
        new Check(id + "/saved", () -> savedRulesAlertAlike(conformanceCase)));
  }

  private static void rulesLoad(ConformanceCase conformanceCase) throws IOException {
    Path rules = savedRules(conformanceCase);
    try {
      FalcojRun run = FalcojRun.of("-V", rules.toString());
      assertThat(run.exitCode()).as(run.out()).isZero();
      assertThat(run.out()).isEqualTo(rules + ": Ok\n");
    } finally {
      Files.delete(rules);
    }
  }

  private static void policyAlerts(ConformanceCase conformanceCase) {
    String events = events(conformanceCase);
    FalcojRun run =
        FalcojRun.of(
            "--psp",
            policy(conformanceCase),
            TOKENS,
            "off",
            "-e",
            events,
            "--allow-empty",
            "-o",
            "json_output=true");
    AlertExpectations.of(run).hold(conformanceCase.expect());
  }

  private static void savedRulesAlertAlike(ConformanceCase conformanceCase) throws IOException {
    String events = events(conformanceCase);
    Path rules = savedRules(conformanceCase);
    try {
      for (String json : List.of("true", "false")) {
        List<String> common = List.of("-e", events, "-o", "json_output=" + json);
        List<String> fromPolicy = new ArrayList<>(List.of("--psp", policy(conformanceCase), TOKENS, "off"));
        List<String> fromRules =
            new ArrayList<>(List.of("-r", rules.toString(), "-o", "rule_matching=all"));
        fromPolicy.addAll(common);
        fromRules.addAll(common);
        assertThat(FalcojRun.of(fromRules).out()).isEqualTo(FalcojRun.of(fromPolicy).out());
      }
    } finally {
      Files.delete(rules);
    }
  }

  private static Path savedRules(ConformanceCase conformanceCase) throws IOException {
    Path rules = Files.createTempFile("rules", ".yaml");
    FalcojRun run =
        FalcojRun.of(
            "--psp", policy(conformanceCase), TOKENS, "off", "--psp_save", rules.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    return rules;
  }

  private static String policy(ConformanceCase conformanceCase) {
    return conformanceCase.file(conformanceCase.json().get("psp").asString()).toString();
  }

  private static String events(ConformanceCase conformanceCase) {
    String recording = conformanceCase.json().has(CAPTURE) ? CAPTURE : "events";
    return conformanceCase.file(conformanceCase.json().get(recording).asString()).toString();
  }
}
