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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The alerts that Falco printed for a recording, each compared as a whole and in order. */
final class ExpectedAlerts {

  private static final JsonMapper MAPPER = new JsonMapper();

  private ExpectedAlerts() {}

  /**
   * A check for each set of expected alerts.
   *
   * @param input key of the recording: {@code events}, {@code capture}
   */
  static List<SuiteRunner.Check> checks(ConformanceCase conformanceCase, String input) {
    List<SuiteRunner.Check> checks = new ArrayList<>();
    conformanceCase
        .expect()
        .path("alerts")
        .forEachEntry(
            (name, expected) ->
                checks.add(
                    new SuiteRunner.Check(
                        conformanceCase.id() + "/" + named(name),
                        () -> check(conformanceCase, input, expected))));
    return checks;
  }

  private static String named(String alerts) {
    return alerts.startsWith("alerts-") ? alerts : "alerts-" + alerts;
  }

  private static void check(ConformanceCase conformanceCase, String input, JsonNode expected)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    for (JsonNode rules : expected.get("rules")) {
      arguments.addAll(List.of("-r", conformanceCase.file(rules.asString()).toString()));
    }
    String recording = conformanceCase.json().get(input).asString();
    arguments.addAll(List.of("-e", conformanceCase.file(recording).toString(), "--allow-empty"));
    arguments.addAll(List.of("-o", "json_output=true"));
    arguments.addAll(List.of("-o", "rule_matching=" + expected.get("rule_matching").asString()));
    FalcojRun run = FalcojRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> alerts = AlertExpectations.of(run).alerts();
    alerts.forEach(alert -> ((ObjectNode) alert).remove("hostname"));
    assertThat(alerts).isEqualTo(lines(conformanceCase.file(expected.get("file").asString())));
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(MAPPER.readTree(line));
    }
    return lines;
  }
}
