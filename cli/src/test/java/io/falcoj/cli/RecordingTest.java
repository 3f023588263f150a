// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules and policies over recordings, as a user runs them. */
class RecordingTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path folder;
  private Path rules = Path.of("");

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }

  @Test
  void anAlertIsOneLineOfText() throws IOException {
    FalcojRun run = replay(log("one", "two"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo("08:00:00.000000000: Notice seen one\n08:00:00.000000000: Notice seen two\n");
  }

  @Test
  void eventsOfLogsAreNumberedOnAlsoBehindACapture() throws IOException {
    Files.writeString(rules, AuditLogText.RULE.replace("seen ", "seen %evt.num "));
    Path log = log("one", "two");
    String capture = TestData.file("conformance/psp/captures/workload.scap.gz").toString();
    FalcojRun run =
        FalcojRun.of(
            "-r", rules.toString(), "-e", log.toString(), "-e", capture, "-e", log.toString());
    assertThat(run.out())
        .as(run.err())
        .containsSubsequence(
            "Notice seen 1 one", "Notice seen 2 two", "Notice seen 3 one", "Notice seen 4 two");
  }

  @Test
  void anAlertIsOneLineOfJson() throws IOException {
    FalcojRun run = replay(log("one"), "-o", "json_output=true");
    assertThat(run.out())
        .isEqualTo(
            "{\"hostname\":\"test-host\",\"output\":\"08:00:00.000000000: Notice seen"
                + " one\",\"output_fields\":{\"evt.time\":1795334400000000000,\"jevt.value[/auditID]\":\"one\"},\"priority\":\"Notice\",\"rule\":\"Seen\",\"source\":\"k8s_audit\",\"tags\":[],\"time\":\"2026-11-22T08:00:00.000000000Z\"}\n");
  }

  @Test
  void aValueOfAnEventStartsNoLineAndReachesNoTerminal() throws IOException {
    FalcojRun run = replay(log("x\\n00:00:00.000000000: Error forged \\u001b[2J"));
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).contains("seen x\\n00:00").contains("\\u001b[2J");
  }

  @Test
  void theSummaryGoesToStandardErrorOrAFileOrNowhere() throws IOException {
    Path log = log("one");
    Path text = folder.resolve("summary.txt");
    Path json = folder.resolve("summary.json");
    assertThat(replay(log).err()).contains("Events detected: 1\n");
    assertThat(replay(log, "--summary", "none").err()).doesNotContain("Events detected");
    assertThat(replay(log, "--summary", text.toString()).err()).doesNotContain("Events detected");
    assertThat(Files.readString(text)).startsWith("Events detected: 1\n");
    replay(log, "--summary", json.toString());
    assertThat(MAPPER.readTree(Files.readString(json)).at("/alerts/total").asInt()).isEqualTo(1);
  }

  @Test
  void standardInputIsARecordingToo() {
    byte[] in = (AuditLogText.event("one") + "\n").getBytes(StandardCharsets.UTF_8);
    FalcojRun run = FalcojRun.from(in, List.of("-r", rules.toString(), "-e", "-"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("08:00:00.000000000: Notice seen one\n");
  }

  @Test
  void exitsWithTwoIfAskedToFailOnAlerts() throws IOException {
    Path silent = folder.resolve("empty.log");
    Files.createFile(silent);
    assertThat(replay(log("one"), "--fail-on-alert").exitCode()).isEqualTo(2);
    assertThat(replay(silent, "--fail-on-alert", "--allow-empty").exitCode()).isZero();
    assertThat(replay(log("one")).exitCode()).isZero();
  }

  @Test
  void rulesOfLesserPriorityAreLeftOut() throws IOException {
    assertThat(replay(log("one"), "-o", "priority=warning").out()).isEmpty();
    assertThat(replay(log("one"), "-o", "priority=notice").out()).isNotEmpty();
  }

  @Test
  void alertsGoToAFileToo() throws IOException {
    Path file = folder.resolve("alerts.txt");
    FalcojRun run =
        replay(
            log("one", "two"),
            "-o",
            "file_output.enabled=true",
            "-o",
            "file_output.filename=" + file,
            "-o",
            "stdout_output.enabled=false");
    assertThat(run.out()).isEmpty();
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @ParameterizedTest(name = "json_output={0}")
  @ValueSource(booleans = {false, true})
  void theNumberOfWorkersChangesNothing(boolean json) throws IOException {
    Path log = folder.resolve("audit.log");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(i % 1_000 == 500 ? "broken" : AuditLogText.event("event-" + i));
    }
    Files.write(log, lines);
    FalcojRun one = replay(log, "--workers", "1", "-o", "json_output=" + json);
    FalcojRun many = replay(log, "--workers", "7", "-o", "json_output=" + json);
    assertThat(one.out().lines()).hasSize(19_980);
    assertThat(many.out()).isEqualTo(one.out());
    assertThat(summary(many)).isEqualTo(summary(one)).contains("Records skipped: 20 (");
  }

  @Test
  void redactionHidesSecretsInEveryField() throws IOException {
    Path everything =
        Files.writeString(
            folder.resolve("everything.yaml"),
            """
            - rule: Everything
              desc: d
              condition: ka.verb exists
              output: >
                %jevt.obj %jevt.value[/requestObject/data/password] %ka.req.configmap.obj
                %ka.auth.decision
              priority: NOTICE
              source: k8s_audit
            """);
    String event =
        AuditLogText.event("one", ",\"requestObject\":{\"data\":{\"password\":\"hunter2\"}}")
            .replace("\"resource\":\"pods\"", "\"resource\":\"configmaps\"");
    Path log = Files.writeString(folder.resolve("audit.log"), event + "\nhunter2\n");
    for (String json : List.of("true", "false")) {
      List<String> arguments =
          List.of("-r", everything.toString(), "-e", log.toString(), "-o", "json_output=" + json);
      assertThat(FalcojRun.of(arguments).out()).contains("hunter2");
      List<String> redacting = new ArrayList<>(arguments);
      redacting.add("--redact");
      FalcojRun run = FalcojRun.of(redacting);
      assertThat(run.out() + run.err()).contains("<redacted>").doesNotContain("hunter2");
    }
  }

  @Test
  void thePolicyOfTheReadmeRefusesWhatItSays() {
    FalcojRun run =
        FalcojRun.of(
            "--psp",
            TestData.example("psp/restricted.yaml").toString(),
            "-e",
            TestData.example("psp/audit.log").toString(),
            "--fail-on-alert");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "   shop Deployment/search: 3\n",
            "Pod creations not evaluable: 1\n",
            "Pod creations refused by the API server: 1\n")
        .endsWith(
            "Policy restricted: would have refused 5 of 7 pods\n"
                + "Incomplete: 1 pod creation was not evaluable; policy restricted: not judged:"
                + " allowedUnsafeSysctls,"
                + " metadata.annotations[seccomp.security.alpha.kubernetes.io/allowedProfileNames]\n");
  }

  @Test
  void policiesAreJudgedEachByItself() throws IOException {
    Path summary = folder.resolve("summary.json");
    FalcojRun run =
        FalcojRun.of(
            "--psp", TestData.file("policies/several.yaml").toString(),
            "-e", TestData.file("audit/pods.jsonl").toString(),
            "--summary", summary.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode policies = MAPPER.readTree(Files.readString(summary)).get("policies");
    assertThat(policies.size()).isGreaterThan(1);
    for (JsonNode policy : policies) {
      assertThat(policy.get("refused").asLong()).isLessThanOrEqualTo(policy.get("judged").asLong());
    }
  }

  private FalcojRun replay(Path log, String... more) {
    List<String> arguments = new ArrayList<>(List.of("-r", rules.toString(), "-e", log.toString()));
    arguments.addAll(List.of(more));
    return FalcojRun.of(arguments);
  }

  private Path log(String... auditIds) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String auditId : auditIds) {
      lines.add(AuditLogText.event(auditId));
    }
    return Files.write(folder.resolve("audit.log"), lines);
  }

  private static String summary(FalcojRun run) {
    return run.err().substring(run.err().indexOf("Events detected"));
  }
}
