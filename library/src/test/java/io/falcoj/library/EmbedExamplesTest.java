// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.falcoj.converter.psp.Conversion;
import io.falcoj.converter.psp.PspConverter;
import io.falcoj.engine.Alert;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldType;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.library.doors.DoorSource;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/embed.md}, and that they are the ones that stand there. */
class EmbedExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCE =
      Path.of("library/src/test/java/io/falcoj/library/EmbedExamplesTest.java");

  private static final String RULES =
      """
      - rule: Secret read
        desc: Somebody reads a secret.
        condition: ka.verb = get and ka.target.resource = secrets
        output: "%ka.user.name read %ka.target.name"
        priority: WARNING
        source: k8s_audit
      """;

  private static final byte[] BYTES =
      bytes(
          """
          {"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[%s,%s]}
          """
              .formatted(event("get", "secrets", "ann", "db"), event("list", "pods", "bob", "x")));

  private static String event(String verb, String resource, String user, String name) {
    return """
    {"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"1","stage":"ResponseComplete",\
    "verb":"%s","user":{"username":"%s"},"objectRef":{"resource":"%s","name":"%s"},\
    "stageTimestamp":"2026-11-02T08:00:07.261299Z"}\
    """
        .formatted(verb, user, resource, name);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void evaluatesJson() {
    String text = RULES;
    byte[] bytes = BYTES;
    List<String> seen = new ArrayList<>();
    Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", text)), FalcoSettings.STANDARD);
    if (falco.hasErrors()) {
      falco.results().forEach(result -> seen.add(result.verbose()));
      return;
    }
    Evaluator evaluator = falco.evaluator("k8s_audit");
    Evaluation evaluation = evaluator.evaluate(bytes, alert -> seen.add(alert.message()));
    if (!evaluation.isComplete()) {
      seen.addAll(evaluation.problems());
    }
    assertThat(seen).containsExactly("ann read db");
    assertThat(evaluation).isEqualTo(new Evaluation(2, 1, 0, List.of()));
  }

  @Test
  void takesOneEventAListOrLines() {
    Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", RULES)), FalcoSettings.STANDARD);
    Evaluator evaluator = falco.evaluator("k8s_audit");
    String secret = event("get", "secrets", "ann", "db");
    assertThat(evaluator.evaluate(bytes(secret), alert -> {}).alerts()).isEqualTo(1);
    assertThat(evaluator.evaluate(BYTES, alert -> {}).events()).isEqualTo(2);
    assertThat(evaluator.evaluate(bytes("[" + secret + "]"), alert -> {}).alerts()).isEqualTo(1);
    Evaluation lines =
        evaluator.evaluate(bytes(secret + "\n{broken\n" + secret + "\n"), alert -> {});
    assertThat(lines.alerts()).isEqualTo(2);
    assertThat(lines.skipped()).isEqualTo(1);
    assertThat(lines.problems()).singleElement().asString().startsWith("bytes:2:");
    assertThat(lines.isComplete()).isFalse();
    assertThat(evaluator.evaluate(bytes(""), alert -> {}).isComplete()).isFalse();
  }

  @Test
  void loadsAPolicy() throws IOException {
    String policyText = Files.readString(TestData.example("psp/restricted.yaml"));
    byte[] bytes = Files.readAllBytes(TestData.example("psp/audit.log"));
    List<Alert> alerts = new ArrayList<>();
    Conversion policies =
        PspConverter.standard().convert(List.of(SourceText.of("policy.yaml", policyText)));
    Falco falco = Falco.load(List.of(), FalcoSettings.STANDARD.withPolicies(policies));
    Evaluator evaluator = falco.evaluator("k8s_audit");
    evaluator.evaluate(bytes, alerts::add);
    RunSummary.PolicyVerdict verdict = evaluator.summary().policies().get(0);
    long refused = verdict.refused();
    assertThat(verdict.policy()).isEqualTo("restricted");
    assertThat(refused).isPositive().isLessThan(verdict.judged());
    assertThat(alerts).isNotEmpty();
  }

  @Test
  void reloadsRulesBetweenTwoEvents() {
    String text = RULES;
    String changedText = RULES.replace("read %ka", "looked at %ka");
    List<byte[]> incoming = List.of(BYTES, BYTES);
    List<String> seen = new ArrayList<>();
    Falco inForce = Falco.load(List.of(RulesFile.of("rules.yaml", text)), FalcoSettings.STANDARD);
    Evaluator evaluator = inForce.evaluator("k8s_audit");
    for (byte[] bytes : incoming) {
      evaluator.evaluate(bytes, alert -> seen.add(alert.message()));
      Falco changed =
          Falco.load(List.of(RulesFile.of("rules.yaml", changedText)), FalcoSettings.STANDARD);
      if (!changed.hasErrors()) {
        evaluator = changed.evaluator("k8s_audit");
      }
    }
    assertThat(seen).containsExactly("ann read db", "ann looked at db");
  }

  @Test
  void addsAFieldClass() {
    List<String> seen = new ArrayList<>();
    FieldTable fields = new FieldTable("site", "The site", "Where this program runs.");
    fields
        .add("site.name", FieldType.CHARBUF, "Name of the site.")
        .reads((event, values) -> values.addText("north".getBytes(StandardCharsets.UTF_8)));
    FieldClass site = fields.toFieldClass();
    String text = RULES.replace("%ka.user.name read", "%site.name: %ka.user.name read");
    Falco falco =
        Falco.load(
            List.of(RulesFile.of("rules.yaml", text)), FalcoSettings.STANDARD.withFields(site));
    falco.evaluator("k8s_audit").evaluate(BYTES, alert -> seen.add(alert.message()));
    assertThat(seen).containsExactly("north: ann read db");
  }

  @Test
  void addsASourceOfItsOwn() {
    List<String> seen = new ArrayList<>();
    String text =
        """
        - rule: Cellar opened
          desc: Somebody opens the cellar.
          condition: door.name = cellar and door.action = opened and evt.source = doors
          output: "%door.name was %door.action (%evt.source %evt.num %evt.rawtime.s)"
          priority: NOTICE
          source: doors
        """;
    FalcoSettings settings = FalcoSettings.STANDARD.withSource(new DoorSource());
    Falco falco = Falco.load(List.of(RulesFile.of("doors.yaml", text)), settings);
    Evaluator evaluator = falco.evaluator("doors");
    byte[] log = bytes("1700000000 attic opened\n1700000009 cellar opened\nnonsense\n");
    Evaluation evaluation = evaluator.evaluate(log, alert -> seen.add(alert.message()));
    assertThat(seen).containsExactly("cellar was opened (doors 2 1700000009)");
    assertThat(evaluation.problems()).singleElement().asString().startsWith("bytes:3: found");
    assertThat(evaluator.summary().recording().events()).containsEntry("doors", 2L);
    assertThat(evaluator.summary().rules().get(0).alerts()).isEqualTo(1);
  }

  @Test
  void hidesSecretsIfAsked() {
    String text = RULES.replace("%ka.target.name", "%jevt.value[/requestObject/data/password]");
    String event =
        event("get", "secrets", "ann", "db")
            .replace(
                "\"verb\"",
                "\"requestObject\":{\"kind\":\"Secret\",\"data\":{\"password\":\"b3BlbgoA\"}},\"verb\"");
    List<String> seen = new ArrayList<>();
    FalcoSettings settings = FalcoSettings.STANDARD.withRedaction(true);
    Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", text)), settings);
    falco.evaluator("k8s_audit").evaluate(bytes(event), alert -> seen.add(alert.message()));
    assertThat(seen).containsExactly("ann read <redacted>");
  }

  @Test
  void rulesWithErrorsAreToldAndCannotBeEvaluated() {
    Falco falco =
        Falco.load(
            List.of(RulesFile.of("rules.yaml", RULES.replace("ka.verb", "ka.verbs"))),
            FalcoSettings.STANDARD);
    assertThat(falco.hasErrors()).isTrue();
    assertThat(falco.results().get(0).errors()).hasSize(1);
    assertThatIllegalStateException()
        .isThrownBy(() -> falco.evaluator("k8s_audit"))
        .withMessageContaining("rules.yaml")
        .withMessageContaining("ka.verbs");
  }

  @Test
  void anUnknownSourceIsToldWithThoseThatThereAre() {
    Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", RULES)), FalcoSettings.STANDARD);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> falco.evaluator("k8saudit"))
        .withMessage("there is no source k8saudit, only syscall, k8s_audit");
  }

  @Test
  void whatTheConsumerThrowsEndsTheEvaluation() {
    Falco falco = Falco.load(List.of(RulesFile.of("rules.yaml", RULES)), FalcoSettings.STANDARD);
    Evaluator evaluator = falco.evaluator("k8s_audit");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                evaluator.evaluate(
                    BYTES,
                    alert -> {
                      throw new IllegalStateException("full");
                    }))
        .withMessage("full");
    assertThat(evaluator.evaluate(BYTES, alert -> {}).alerts()).isEqualTo(1);
  }

  @Test
  void theExamplesOfThePageStandHere() throws IOException {
    String here = withoutIndent(Files.readString(TestData.repositoryRoot().resolve(SOURCE)));
    String page = Files.readString(TestData.repositoryRoot().resolve("docs/embed.md"));
    Matcher examples = EXAMPLE.matcher(page);
    int count = 0;
    while (examples.find()) {
      count++;
      assertThat(here).contains(withoutIndent(examples.group(1)));
    }
    assertThat(count).isEqualTo(5);
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "");
  }
}
