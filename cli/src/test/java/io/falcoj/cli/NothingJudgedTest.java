// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer about nothing is no good news, and says so. */
class NothingJudgedTest {

  private static final String POD =
      ",\"requestObject\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"busybox\","
          + "\"securityContext\":{\"privileged\":true}}]}}";

  private static final String SYSCALL_RULE =
      """
      - rule: Opened
        desc: d
        condition: evt.type = openat
        output: opened
        priority: NOTICE
      """;

  @TempDir Path folder;
  private Path rules = Path.of("");
  private Path policy = Path.of("");

  @BeforeEach
  void write() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            apiVersion: policy/v1beta1
            kind: PodSecurityPolicy
            metadata:
              name: strict
              annotations: {seccomp.security.alpha.kubernetes.io/allowedProfileNames: '*'}
            spec:
              allowedUnsafeSysctls: ['*']
              seLinux: {rule: RunAsAny}
              runAsUser: {rule: RunAsAny}
              fsGroup: {rule: RunAsAny}
              supplementalGroups: {rule: RunAsAny}
              volumes: ['*']
            """);
  }

  static Stream<Arguments> otherFiles() {
    return Stream.of(
        Arguments.of("notes.md", "# Notes\n\n- one\n- two\n", "looks like Markdown"),
        Arguments.of("pod.yaml", "apiVersion: v1\nkind: Pod\n", "a Kubernetes manifest in YAML"),
        Arguments.of(
            "pods.json",
            "{\n  \"apiVersion\": \"v1\",\n  \"items\": [{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}],\n"
                + "  \"kind\": \"List\"\n}\n",
            "as kubectl get -o json prints them"),
        Arguments.of("rows.csv", "\"time\",\"message\"\n\"1\",\"{\"\"a\"\": 1}\"\n", "looks like CSV"),
        Arguments.of("falcoj", "\u007fELF\u0002\u0001\u0001\0\0\n\0", "looks like a program"),
        Arguments.of("audit.log", "", "it is empty"),
        Arguments.of(
            "legacy.log",
            "2026-11-22T10:15:30.123456789Z AUDIT: id=\"1\" ip=\"10.0.0.1\" method=\"POST\"\n"
                + "2026-11-22T10:15:31.123456789Z AUDIT: id=\"1\" response=\"201\"\n",
            "--audit-log-format=json"),
        Arguments.of("empty.scap", "", "is no capture of system calls, and is empty"),
        Arguments.of(
            "text.scap", "Some words.\n", "is no capture of system calls, and looks like plain text"),
        Arguments.of("kubelet.log", "I1122 10:15:30.1 1 main.go:1] hi\n", "the log of a program"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherFiles")
  void aFileThatHoldsNoEventsIsNamedWithWhatItLooksLike(String name, String content, String looks)
      throws IOException {
    Path file = Files.write(folder.resolve(name), content.getBytes(ISO_8859_1));
    for (List<String> what :
        List.of(List.of("-r", rules.toString()), List.of("--psp", policy.toString()))) {
      FalcojRun run = run(what, file);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).contains("Error: " + file + ": no audit event in it: ", looks);
      assertThat(lastLine(run))
          .startsWith("Error: nothing was judged: ")
          .endsWith("; with --allow-empty that is no error");

      FalcojRun allowed = run(what, file, "--allow-empty");
      assertThat(allowed.exitCode()).as(allowed.err()).isZero();
      assertThat(allowed.err()).contains(looks).doesNotContain("Error: ");
    }
  }

  @Test
  void standardInputIsNamedToo() {
    FalcojRun run =
        FalcojRun.from(
            "# Notes\n".getBytes(ISO_8859_1), List.of("-r", rules.toString(), "-e", "-"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Error: -: no audit event in it: it looks like Markdown");
  }

  @Test
  void aWrongFileBesideAGoodOneIsNamedAndMakesTheAnswerIncomplete() throws IOException {
    Path good = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
    Path wrong = Files.writeString(folder.resolve("notes.md"), "# Notes\n");
    FalcojRun run = run(List.of("-r", rules.toString(), "-e", good.toString()), wrong);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains(wrong + ": no audit event in it: it looks like Markdown")
        .endsWith("Incomplete: 1 record was skipped\n");
  }

  @Test
  void rulesThatAreAllLeftOutJudgeNothing() throws IOException {
    Path unknown =
        Files.writeString(
            folder.resolve("unknown.yaml"), AuditLogText.RULE.replace("k8s_audit", "moon_audit"));
    Path log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
    FalcojRun run = run(List.of("-r", unknown.toString()), log);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "Error: nothing was judged: all rules were left out, as the messages about them say",
            "\nIncomplete: 1 rule was left out\n");
  }

  @Test
  void rulesForWhatWasNotReadJudgeNothing() throws IOException {
    Path syscalls = Files.writeString(folder.resolve("syscalls.yaml"), SYSCALL_RULE);
    Path log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
    FalcojRun run = run(List.of("-r", syscalls.toString()), log);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(lastLine(run)).contains("the rules look at events of syscall, and none were read");
  }

  @Test
  void aPolicyNeedsRequestsAboutPodsOrWorkloads() throws IOException {
    String secret = AuditLogText.event("one").replace("\"pods\"", "\"secrets\"");
    FalcojRun none = run(List.of("--psp", policy.toString()), log(secret));
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(lastLine(none)).contains("of the 1 audit events none is about a request about a pod");

    String early = AuditLogText.event("one", POD).replace("ResponseComplete", "RequestReceived");
    assertThat(run(List.of("--psp", policy.toString()), log(early)).err())
        .endsWith("\nIncomplete: requests about pods were recorded only before they ended\n");

    String workload = AuditLogText.event("one").replace("\"pods\"", "\"deployments\"");
    FalcojRun some = run(List.of("--psp", policy.toString()), log(workload));
    assertThat(some.exitCode()).as(some.err()).isZero();
    assertThat(some.err()).contains("0 of 0 pods: no pod was read that could be judged\n");
  }

  @Test
  void aCaptureIsNoErrorForAPolicyAndTheSummarySaysWhatWasJudged() {
    Path capture = TestData.file("conformance/psp/captures/workload.scap.gz");
    FalcojRun run = run(List.of("--psp", policy.toString()), capture);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("no pod was read that could be judged, only what containers did");
  }

  @Test
  void podsOutOfScopeAreNoError() throws IOException {
    Path scoped =
        Files.writeString(
            folder.resolve("scoped.yaml"),
            Files.readString(policy)
                .replace(
                    "annotations: {", "annotations: {falco-rules-psp-namespaces: '[other]', "));
    FalcojRun run = run(List.of("--psp", scoped.toString()), log(AuditLogText.event("one", POD)));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).endsWith("would have refused 0 of 0 pods, 1 out of its scope\n");
  }

  @Test
  void anEventThatDoesNotSayItsStageIsJudged() throws IOException {
    String event =
        AuditLogText.event("one", POD).replace("\"stage\":\"ResponseComplete\",", "");
    FalcojRun run = run(List.of("--psp", policy.toString()), log(event));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Policy strict: would have refused 1 of 1 pods");
    assertThat(run.out()).contains("would refuse this pod");
  }

  @Test
  void failingOnAlertsIsAboutWhatWasLetIn() throws IOException {
    String refused = AuditLogText.event("one", POD).replace("\"code\":201", "\"code\":403");
    FalcojRun run = run(List.of("--psp", policy.toString()), log(refused), "--fail-on-alert");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("Pod creations refused by the API server: 1\n");

    String dry =
        AuditLogText.event("one", POD).replace("/api/v1/pods", "/api/v1/pods?dryRun=All");
    assertThat(run(List.of("--psp", policy.toString()), log(dry), "--fail-on-alert").exitCode())
        .isZero();

    Path unseen = log(AuditLogText.event("one"));
    assertThat(run(List.of("--psp", policy.toString()), unseen, "--fail-on-alert").exitCode())
        .as("not evaluable is not refused")
        .isZero();

    Path letIn = log(AuditLogText.event("one", POD));
    assertThat(run(List.of("--psp", policy.toString()), letIn, "--fail-on-alert").exitCode())
        .isEqualTo(2);
    assertThat(run(List.of("-r", rules.toString()), log(refused), "--fail-on-alert").exitCode())
        .as("a rule looks at what it likes")
        .isEqualTo(2);
  }

  @Test
  void theSummaryIsCompleteOnlyIfAllWasJudged() throws IOException {
    assertThat(summary(log(AuditLogText.event("one", POD))).get("complete").asBoolean()).isTrue();

    JsonNode unseen = summary(log(AuditLogText.event("one")));
    assertThat(unseen.get("complete").asBoolean()).isFalse();
    assertThat(unseen.at("/gaps/0").asString()).isEqualTo("1 pod creation was not evaluable");

    JsonNode skipped = summary(log(AuditLogText.event("one", POD) + "\nwhat?"));
    assertThat(skipped.get("complete").asBoolean()).isFalse();
    assertThat(skipped.at("/gaps/0").asString()).isEqualTo("1 record was skipped");
  }

  @Test
  void noNameOfAFileForgesALine() throws IOException {
    Path file = Files.writeString(folder.resolve("x\nEvents detected: 7\u001b[2J"), "what?\n");
    Path forged = Files.writeString(folder.resolve("r\nEvents detected: 7\u001b[2J.yaml"), "- x");
    Path missing = folder.resolve("m\nEvents detected: 7\u001b[2J");
    for (FalcojRun run :
        List.of(
            run(List.of("-r", rules.toString()), file),
            run(List.of("-r", rules.toString()), missing),
            run(List.of("-r", forged.toString()), file),
            run(List.of("-r", missing.toString()), file),
            run(List.of("--psp", forged.toString()), file),
            run(List.of("-c", missing.toString()), file),
            FalcojRun.of("-V", forged.toString()))) {
      String all = run.out() + run.err();
      assertThat(all).contains("\\nEvents detected: 7\\u001b[2J").doesNotContain("\nEvents detected: 7");
      assertThat(all.chars()).noneMatch(c -> c != '\n' && c < ' ');
    }
  }

  private JsonNode summary(Path log) throws IOException {
    Path file = folder.resolve("summary.json");
    run(List.of("--psp", policy.toString()), log, "--summary", file.toString());
    return new JsonMapper().readTree(Files.readString(file));
  }

  private Path log(String text) throws IOException {
    return Files.writeString(folder.resolve("some.log"), text + "\n");
  }

  private static FalcojRun run(List<String> what, Path recording, String... more) {
    List<String> arguments = new ArrayList<>(what);
    arguments.addAll(List.of("-e", recording.toString()));
    arguments.addAll(List.of(more));
    return FalcojRun.of(arguments);
  }

  private static String lastLine(FalcojRun run) {
    return run.err().lines().reduce("", (first, second) -> second);
  }
}
