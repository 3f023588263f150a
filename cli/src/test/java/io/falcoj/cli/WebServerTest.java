// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The web server, and metrics in all their forms, of a falcoj that watches. */
class WebServerTest {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern SAMPLE =
      Pattern.compile(
          "[a-zA-Z_0-9]+(\\{[a-zA-Z_0-9]+=\"[^\"]*\"(,[a-zA-Z_0-9]+=\"[^\"]*\")*})? -?[0-9.]+");

  @TempDir Path folder;

  @Test
  void tellsStateVersionsAndMetrics() throws IOException {
    try (FalcojProcess falcoj =
        start(
            "-o",
            "metrics.enabled=true",
            "-o",
            "metrics.interval=1h",
            "-o",
            "webserver.prometheus_metrics_enabled=true")) {
      falcoj.post(AuditLogText.event("one"));
      assertThat(falcoj.get("/healthz").body()).isEqualTo("{\"status\": \"ok\"}");
      assertThat(MAPPER.readTree(falcoj.get("/versions").body()).get("falco_version").asString())
          .isEqualTo("0.44.1");
      HttpResponse<String> metrics = falcoj.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4");
      assertThat(metrics.body().lines())
          .contains(
              "# TYPE falcosecurity_falco_rules_matches_total counter",
              "falcosecurity_falco_rules_matches_total{priority=\"5\",rule_name=\"Seen\",source=\"k8s_audit\"}"
                  + " 1",
              "falcosecurity_falco_version_info{version=\"0.44.1\"} 1",
              "falcosecurity_scap_engine_name_info{engine_name=\"source_plugin\",evt_source=\"k8s_audit\"}"
                  + " 1",
              "falcoj_events_evaluated_total{source=\"k8s_audit\"} 1",
              "falcoj_webhook_requests_total{result=\"accepted\"} 1",
              "falcoj_webhook_refusals_total{reason=\"gave_way\"} 0",
              "falcoj_webserver_refusals_total{reason=\"bad_request\"} 0",
              "falcoj_webhook_answer_seconds_bucket{le=\"+Inf\"} 1",
              "falcoj_output_alerts_written_total{output=\"stdout\"} 1");
      assertIsExposition(metrics.body());
    }
  }

  /** Every line is a comment or a sample, and a family has one heading. */
  private static void assertIsExposition(String text) {
    Set<String> headings = new HashSet<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("# ")) {
        assertThat(headings.add(line)).as(line).isTrue();
      } else {
        assertThat(line).matches(SAMPLE);
      }
    }
  }

  @Test
  void answersWhatItDoesNotHave() throws IOException {
    try (FalcojProcess falcoj = start()) {
      assertThat(falcoj.get("/metrics").statusCode()).isEqualTo(404);
      assertThat(falcoj.get("/").statusCode()).isEqualTo(404);
      assertThat(falcoj.request("POST", "/healthz").statusCode()).isEqualTo(405);
      assertThat(falcoj.request("HEAD", "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsItsStateWhereItIsWanted() throws IOException {
    try (FalcojProcess falcoj = start("-o", "webserver.k8s_healthz_endpoint=/alive")) {
      assertThat(falcoj.get("/alive").statusCode()).isEqualTo(200);
      assertThat(falcoj.get("/healthz").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void writesRecordsOfMetrics() throws IOException {
    Path records = folder.resolve("metrics.jsonl");
    try (FalcojProcess falcoj =
        start(
            "-o",
            "json_output=true",
            "-o",
            "metrics.enabled=true",
            "-o",
            "metrics.interval=100ms",
            "-o",
            "metrics.output_rule=true",
            "-o",
            "metrics.output_file=" + records)) {
      falcoj.post(AuditLogText.event("one"));
      // Events are counted after what they came to.
      falcoj.awaitOut("\"falco.num_evts\":1,");
      assertThat(falcoj.terminate()).isZero();
      JsonNode alert =
          falcoj
              .out()
              .lines()
              .filter(line -> line.contains("\"falco.num_evts\":1,"))
              .map(MAPPER::readTree)
              .findFirst()
              .orElseThrow();
      assertThat(alert.get("rule").asString()).isEqualTo("Falco internal: metrics snapshot");
      assertThat(alert.get("output").asString()).isEqualTo("Falco metrics snapshot");
      assertThat(alert.get("priority").asString()).isEqualTo("Informational");
      assertThat(alert.get("source").asString()).isEqualTo("internal");
      JsonNode fields = alert.get("output_fields");
      assertThat(fields.get("evt.source").asString()).isEqualTo("k8s_audit");
      assertThat(fields.get("falco.rules.Seen").asLong()).isEqualTo(1);
      assertThat(fields.get("falcoj.events_evaluated.k8s_audit").asLong()).isEqualTo(1);
      assertThat(fields.get("falco.memory_rss_mb").asDouble()).isPositive();
      assertThat(fields.get("falco.start_ts").asLong())
          .isLessThanOrEqualTo(fields.get("falco.reload_ts").asLong());
      JsonNode record = MAPPER.readTree(Files.readAllLines(records).get(0));
      assertThat(record.get("sample").asLong()).isEqualTo(1);
      assertThat(record.get("output_fields").has("falco.version")).isTrue();
    }
  }

  @Test
  void refusesMetricsThatGoNowhereOrHaveNoInterval() throws IOException {
    String rules = rules().toString();
    FalcojRun nowhere =
        FalcojRun.of("-r", rules, "-o", "metrics.enabled=true", "-o", "metrics.interval=1h");
    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("Metrics are enabled with no output configured");
    FalcojRun never =
        FalcojRun.of("-r", rules, "-o", "metrics.enabled=true", "-o", "metrics.output_rule=true");
    assertThat(never.exitCode()).isEqualTo(1);
    assertThat(never.err()).contains("Metrics interval must have a minimum value of 100ms");
  }

  @Test
  void refusesAnAddressThatIsNone() throws IOException {
    FalcojRun run =
        FalcojRun.of(
            "-r",
            rules().toString(),
            "-o",
            "falcoj.webhook.url=http://127.0.0.1:0/",
            "-o",
            "webserver.enabled=true",
            "-o",
            "webserver.listen_address=localhost");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("webserver listen address \"localhost\" is not a valid IP address");
  }

  private FalcojProcess start(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 4];
    all[0] = "-r";
    all[1] = rules().toString();
    all[2] = "-o";
    all[3] = "webserver.enabled=true";
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return FalcojProcess.startWebhook(all);
  }

  private Path rules() throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }
}
