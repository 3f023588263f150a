// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.cli.FalcojRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The alerts of a run with JSON output, held against the {@code expect} of a case. */
final class AlertExpectations {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final FalcojRun run;
  private final List<JsonNode> alerts;

  private AlertExpectations(FalcojRun run, List<JsonNode> alerts) {
    this.run = run;
    this.alerts = alerts;
  }

  static AlertExpectations of(FalcojRun run) {
    List<JsonNode> alerts = new ArrayList<>();
    run.out().lines().forEach(line -> alerts.add(MAPPER.readTree(line)));
    return new AlertExpectations(run, alerts);
  }

  List<JsonNode> alerts() {
    return alerts;
  }

  /** Holds the run against the keys that {@code expect} has; others are not asserted. */
  void hold(JsonNode expect) {
    if (expect.has("exit_code")) {
      assertThat(run.exitCode()).as("exit code; %s", run.err()).isEqualTo(exitCode(expect));
    }
    if (expect.has("detect")) {
      assertThat(!alerts.isEmpty())
          .as("some alert; there were %s", alerts)
          .isEqualTo(expect.get("detect").asBoolean());
    }
    if (expect.has("level")) {
      String level = expect.get("level").asString().toUpperCase(Locale.ROOT);
      assertThat(run.err()).containsPattern("Rule counts by severity:\n(   .*\n)*   " + level);
    }
    Map<String, Long> counts =
        alerts.stream()
            .collect(
                Collectors.groupingBy(
                    alert -> alert.get("rule").asString(), Collectors.counting()));
    expect
        .path("counts")
        .forEachEntry(
            (rule, count) -> {
              assertThat(counts.getOrDefault(rule, 0L))
                  .as("alerts of %s; there were %s", rule, counts)
                  .isEqualTo(count.asLong());
              if (count.asLong() > 0) {
                assertThat(run.err()).contains("   " + rule + ": " + count.asLong() + "\n");
              }
            });
  }

  private static int exitCode(JsonNode expect) {
    return expect.get("exit_code").asInt();
  }
}
