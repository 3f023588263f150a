// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of the program with a configuration. */
class ConfiguredRunTest {

  private static final String RULES =
      """
      - rule: Gets
        desc: something is read
        condition: ka.verb = get
        output: read
        priority: WARNING
        source: k8s_audit
        tags: [one, two]
      - rule: Any
        desc: anything
        condition: ka.verb exists
        output: any
        priority: NOTICE
        source: k8s_audit
        tags: [one]
      """;

  private static final String EVENT =
      """
      {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"1","stage":"ResponseComplete",\
      "verb":"get","requestURI":"/","stageTimestamp":"2026-11-22T10:00:00.000000Z"}
      """;

  @TempDir Path folder = Path.of("");
  private String rules = "";
  private String log = "";

  @BeforeEach
  void writeInput() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), RULES).toString();
    log = Files.writeString(folder.resolve("audit.log"), EVENT).toString();
  }

  @Test
  void printsDataAsBase64() throws IOException {
    Path writes =
        Files.writeString(
            folder.resolve("writes.yaml"),
            """
            - rule: Writes
              desc: data is written
              condition: evt.type = write
              output: "%evt.buffer %evt.arg.data"
              priority: INFO
            """);
    String capture = TestData.file("conformance/psp/captures/workload.scap.gz").toString();
    String zeros = Base64.getEncoder().encodeToString(new byte[64]);
    FalcojRun plain = FalcojRun.of("-r", writes.toString(), "-e", capture);
    FalcojRun base64 =
        FalcojRun.of("-r", writes.toString(), "-e", capture, "-o", "buffer_format_base64=true");
    assertThat(plain.out().lines()).hasSize(40).allMatch(line -> line.contains(".".repeat(64)));
    assertThat(base64.out().lines())
        .hasSize(40)
        .allMatch(line -> line.endsWith(zeros + " " + zeros));
  }

  @Test
  void readsTheRulesAndTheRecordingThatTheConfigurationNames() throws IOException {
    FalcojRun run =
        configured(
            "rules_files: [%s, /no/such/file]\nengine:\n  kind: replay\n  replay:\n"
                    .formatted(rules)
                + "    capture_file: "
                + log
                + "\nrule_matching: ALL\n");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("Warning read", "Notice any");
  }

  @Test
  void enablesAndDisablesRulesInOrder() throws IOException {
    String config =
        "rules:\n  - disable:\n      rule: '*'\n  - enable:\n      tag: two\n"
            + "rule_matching: all\n";
    assertThat(configured(config, "-r", rules, "-e", log).out())
        .contains("Warning read")
        .doesNotContain("Notice any");
    assertThat(
            configured(config, "-r", rules, "-e", log, "-o", "rules[]={disable: {tag: one}}").out())
        .isEmpty();
  }

  @Test
  void appendsOutputsAndFieldsWhereTheyMatch() {
    FalcojRun run =
        FalcojRun.of(
            "-r",
            rules,
            "-e",
            log,
            "-o",
            "json_output=true",
            "-o",
            "rule_matching=all",
            "-o",
            "append_output[]={match: {tags: [two]}, extra_output: 'verb=%ka.verb',"
                + " extra_fields: [ka.uri, {where: 'at %ka.uri'}]}",
            "-p",
            "end",
            "-o",
            "static_fields.cluster=blue",
            "-o",
            "append_output[].suggested_output=true");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> alerts = alerts(run.out());
    assertThat(alerts.get(0).get("output").asString())
        .endsWith("Warning read verb=get static_cluster=blue end");
    assertThat(alerts.get(0).at("/output_fields/ka.uri").asString()).isEqualTo("/");
    assertThat(alerts.get(0).at("/output_fields/where").asString()).isEqualTo("at /");
    assertThat(alerts.get(1).get("output").asString())
        .endsWith("Notice any static_cluster=blue end");
  }

  @Test
  void filtersByPriority() throws IOException {
    assertThat(configured("priority: warning\nrule_matching: all\n", "-r", rules, "-e", log).out())
        .contains("Warning read")
        .doesNotContain("Notice any");
  }

  @Test
  void tellsOnceWhichKeysDoNothing() throws IOException {
    FalcojRun run =
        configured(
            "libs_logger:\n  enabled: true\nfalco_libs:\n  snaplen: 80\nwrong: 1\n",
            "-r",
            rules,
            "-e",
            log);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .containsOnlyOnce("no meaning in falcoj: libs_logger")
        .doesNotContain("falco_libs")
        .contains("falco.yaml:5:1: unknown key \"wrong\"");
  }

  @Test
  void theLogObeysTheConfiguration() throws IOException {
    assertThat(configured("log_level: debug\n", "-r", rules, "--dry-run").err())
        .contains("Loading rules from");
    assertThat(configured("log_level: error\n", "-r", rules, "--dry-run").err()).isEmpty();
    assertThat(configured("log_stderr: false\n", "-r", rules, "--dry-run").err()).isEmpty();
    assertThat(configured("time_format_iso_8601: true\n", "-r", rules, "--dry-run").err())
        .matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000: Falco initialized.*");
  }

  @Test
  void printsWhatAReportOfAFaultNeeds() {
    FalcojRun run = FalcojRun.of("-r", rules, "--support", "-o", "json_output=true");
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(json.at("/rules_files/0/variants/0/content").asString()).isEqualTo(RULES);
    assertThat(json.get("config").asString()).isEqualTo("{\"json_output\":\"true\"}");
    assertThat(json.at("/engine_info/engine_version_semver").asString()).isEqualTo("0.62.0");
  }

  @Test
  void listsEventsAndSchemas() {
    assertThat(FalcojRun.of("--list-events").out())
        .contains("## Syscall events", "< openat(", "**flags**: O_LARGEFILE", "< restart_syscall(")
        .contains("< ptrace(ERRNO **res**, DYNAMIC **addr**, DYNAMIC **data**, ");
    assertThat(FalcojRun.of("--list-events", "--format", "markdown").out())
        .contains("No | `<` | `read` | ");
    assertThat(FalcojRun.of("--list-events", "--format", "json").out())
        .contains("\"schema_version\" : \"4.3.0\"", "\"type\" : \"DYNAMIC\"");
    assertThat(FalcojRun.of("--config-schema").out()).contains("append_output");
    assertThat(FalcojRun.of("--rule-schema").out()).contains("required_engine_version");
  }

  private FalcojRun configured(String config, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("-c"));
    all.add(Files.writeString(folder.resolve("falco.yaml"), config).toString());
    all.addAll(List.of(arguments));
    return FalcojRun.of(all);
  }

  private static List<JsonNode> alerts(String out) {
    return out.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }
}
