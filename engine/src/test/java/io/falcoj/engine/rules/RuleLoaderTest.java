// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.collect.LeftOutRule;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.resolve.AppendOutput;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.grammar.ExprPrinter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule says besides its condition, and how later items change it. */
class RuleLoaderTest {

  @Test
  void readsWhatARuleSays() {
    ResolvedRule rule =
        only(
            """
            - rule: rex barks
              desc: >
                a dog
                barks
              condition: ka.verb = bark
              output: |

                 rex barks %ka.verb
              priority: info
              source: k8s_audit
              tags: [loud, dog, dog]
              enabled: false
              capture: true
              capture_duration: 0x10
            """);
    assertThat(rule.name()).isEqualTo("rex barks");
    assertThat(rule.description()).isEqualTo("a dog barks\n");
    assertThat(rule.output()).isEqualTo("rex barks %ka.verb");
    assertThat(rule.priority()).isEqualTo(Priority.INFORMATIONAL);
    assertThat(rule.source()).isEqualTo("k8s_audit");
    assertThat(rule.tags()).containsExactly("dog", "loud");
    assertThat(rule.enabled()).isFalse();
    assertThat(rule.capture()).isTrue();
    assertThat(rule.captureDurationMillis()).isEqualTo(16);
  }

  @Test
  void knowsWhatHoldsIfNothingIsSaid() {
    ResolvedRule rule = only(TestLoads.rule("a", ""));
    assertThat(rule.source()).isEqualTo("syscall");
    assertThat(rule.enabled()).isTrue();
    assertThat(rule.tags()).isEmpty();
    assertThat(rule.capture()).isFalse();
    assertThat(rule.captureDurationMillis()).isZero();
    assertThat(rule.exceptionFields()).isEmpty();
    assertThat(rule.extraFields()).isEmpty();
  }

  @Test
  void appendsToEveryKeyThatAllowsIt() {
    ResolvedRule rule =
        only(
            TestLoads.rule("a", "tags: [b]")
                + """
                - rule: a
                  desc: and more
                  output: loudly
                  tags: [c, a]
                  override:
                    desc: append
                    output: append
                    tags: append
                """);
    assertThat(rule.description()).isEqualTo("about a and more");
    assertThat(rule.output()).isEqualTo("rex barks loudly");
    assertThat(rule.tags()).containsExactly("a", "b", "c");
  }

  @Test
  void replacesEveryKeyThatAllowsIt() {
    ResolvedRule rule =
        only(
            TestLoads.rule("a", "tags: [b]")
                + """
                - rule: a
                  desc: another
                  output: meow
                  tags: [c]
                  priority: DEBUG
                  enabled: no
                  capture: yes
                  capture_duration: 5
                  warn_evttypes: true
                  skip-if-unknown-filter: true
                  condition: proc.nope = 1
                  override:
                    desc: replace
                    output: replace
                    tags: replace
                    priority: replace
                    enabled: replace
                    capture: replace
                    capture_duration: replace
                    warn_evttypes: replace
                    skip-if-unknown-filter: replace
                    condition: replace
                - rule: a
                  condition: proc.name = tom
                  override:
                    condition: replace
                """);
    assertThat(rule.description()).isEqualTo("another");
    assertThat(rule.output()).isEqualTo("meow");
    assertThat(rule.tags()).containsExactly("c");
    assertThat(rule.priority()).isEqualTo(Priority.DEBUG);
    assertThat(rule.enabled()).isFalse();
    assertThat(rule.capture()).isTrue();
    assertThat(rule.captureDurationMillis()).isEqualTo(5);
  }

  @Test
  void aRedefinedRuleKeepsItsPlace() {
    LoadedRules rules =
        TestLoads.rules(
            TestLoads.rule("a", "") + TestLoads.rule("b", "") + TestLoads.rule("a", "tags: [c]"));
    assertThat(rules.rules()).extracting(ResolvedRule::name).containsExactly("a", "b");
    assertThat(rules.find("a").orElseThrow().tags()).containsExactly("c");
  }

  @Test
  void collectsTheFieldsOfExceptions() {
    ResolvedRule rule =
        only(
            TestLoads.rule(
                "a",
                """
                exceptions:
                  - name: e
                    fields: [user.name, proc.cmdline]
                    values: [[a, b]]
                  - name: f
                    fields: fd.name
                    values: [c]
                  - name: unused
                    fields: proc.pname
                """));
    assertThat(rule.exceptionFields()).containsExactly("fd.name", "proc.cmdline", "user.name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON", "'true'", "\"y\""
      })
  void readsTheWordsForTrue(String word) {
    ResolvedRule rule =
        only(TestLoads.rule("a", "enabled: false") + "- rule: a\n  enabled: " + word);
    assertThat(rule.enabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF", "'n'"})
  void readsTheWordsForFalse(String word) {
    assertThat(only(TestLoads.rule("a", "enabled: " + word)).enabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "tRUE", "yEs", "enabled", "[true]", "{}", "~", "''"})
  void refusesOtherWordsAsBooleans(String word) {
    assertThat(TestLoads.result(TestLoads.rule("a", "enabled: " + word)).isSuccessful()).isFalse();
  }

  @Test
  void anErrorLeavesTheRulesAsTheyWere() {
    RuleLoader loader = TestLoads.loader();
    loader.load(RulesFile.of("good.yaml", TestLoads.rule("a", "")));
    LoadResult result = loader.load(RulesFile.of("bad.yaml", "- rule: b"));
    assertThat(result.isSuccessful()).isFalse();
    assertThat(result.file()).isEqualTo("bad.yaml");
    assertThat(loader.rules().rules()).extracting(ResolvedRule::name).containsExactly("a");
  }

  @Test
  void aFileThatNeedsALaterOneIsAnError() {
    RuleLoader loader = TestLoads.loader();
    LoadResult first =
        loader.load(
            RulesFile.of("a.yaml", TestLoads.rule("a", "").replace("proc.name = rex", "barks")));
    assertThat(first.errors())
        .extracting(Diagnostic::message)
        .containsExactly("Undefined macro 'barks' used in filter.");
    LoadResult second =
        loader.load(RulesFile.of("b.yaml", "- macro: barks\n  condition: proc.name = rex"));
    assertThat(second.isSuccessful()).isTrue();
  }

  @Test
  void aLaterFileChangesWhatEarlierRulesMean() {
    RuleLoader loader = TestLoads.loader();
    String rule = TestLoads.rule("it", "").replace("proc.name = rex", "barks and fd.num in (n)");
    loader.load(
        RulesFile.of(
            "a.yaml",
            "- list: n\n  items: [1]\n- macro: deep\n  condition: proc.name = rex\n"
                + "- macro: barks\n  condition: deep\n"
                + rule));
    assertThat(condition(loader)).isEqualTo("(proc.name = rex and fd.num in (1))");
    loader.load(RulesFile.of("b.yaml", "- list: n\n  items: [2]\n"));
    assertThat(condition(loader)).isEqualTo("(proc.name = rex and fd.num in (2))");
    loader.load(RulesFile.of("c.yaml", "- macro: deep\n  condition: proc.name = tom\n"));
    assertThat(condition(loader)).isEqualTo("(proc.name = tom and fd.num in (2))");
    loader.load(RulesFile.of("d.yaml", "- rule: it\n  enabled: false\n"));
    assertThat(loader.rules().find("it").orElseThrow().enabled()).isFalse();
    LoadResult broken = loader.load(RulesFile.of("e.yaml", "- list: n\n  items: [many]\n"));
    assertThat(broken.errors())
        .extracting(Diagnostic::message)
        .containsExactly("many is not a valid number");
    LoadResult repaired = loader.load(RulesFile.of("f.yaml", "- list: n\n  items: [3]\n"));
    assertThat(repaired.isSuccessful()).isTrue();
    assertThat(condition(loader)).isEqualTo("(proc.name = tom and fd.num in (3))");
  }

  @Test
  void everyFileRepeatsWhatIsWrongWithTheRulesBeforeIt() {
    RuleLoader loader = TestLoads.loader();
    String doubtful = TestLoads.rule("a", "").replace("proc.name = rex", "proc.name = proc.pname");
    LoadResult first = loader.load(RulesFile.of("a.yaml", doubtful));
    LoadResult second = loader.load(RulesFile.of("b.yaml", TestLoads.rule("b", "")));
    assertThat(first.warnings()).hasSize(1);
    assertThat(second.warnings()).isEqualTo(first.warnings());
  }

  private static String condition(RuleLoader loader) {
    return ExprPrinter.printAsFalco(loader.rules().find("it").orElseThrow().condition());
  }

  @Test
  void generatedRulesMayCompareWithAbsent() {
    String text =
        """
        - rule: a
          desc: b
          condition: ka.verb in ("<NA>")
          output: c
          priority: INFO
          source: k8s_audit
        """;
    assertThat(TestLoads.result(text).warnings())
        .extracting(Diagnostic::code)
        .containsExactly(WarningCode.LOAD_UNSAFE_NA_CHECK);
    assertThat(TestLoads.loader().load(RulesFile.generated("psp", text)).warnings()).isEmpty();
  }

  @Test
  void addsWhatTheConfigurationAppends() {
    LoaderSettings all = LoaderSettings.of(TestFields.REGISTRY, TestPlugins.ALL);
    List<AppendOutput> appendOutputs =
        List.of(
            AppendOutput.ofFormat("type=%evt.type"),
            new AppendOutput("k8s_audit", Set.of(), "", "never", List.of()),
            new AppendOutput("syscall", Set.of("dog"), "", "dog", List.of()),
            new AppendOutput("", Set.of("dog", "cat"), "", "both", List.of()),
            new AppendOutput(
                "", Set.of(), "a", "", List.of(new ResolvedRule.ExtraField("k", "%fd.num", true))),
            new AppendOutput("", Set.of(), "b", "other rule", List.of()));
    RuleLoader loader =
        new RuleLoader(
            new LoaderSettings(
                all.fields(), all.sources(), all.plugins(), Priority.DEBUG, appendOutputs));
    loader.load(RulesFile.of("file.yaml", TestLoads.rule("a", "tags: [dog]")));
    ResolvedRule rule = loader.rules().find("a").orElseThrow();
    assertThat(rule.output()).isEqualTo("rex barks type=%evt.type dog");
    assertThat(rule.extraFields())
        .containsExactly(new ResolvedRule.ExtraField("k", "%fd.num", true));
  }

  @Test
  void aFieldThatTheConfigurationAddsMustExistForRulesThatMayBeSkippedToo() {
    LoaderSettings all = LoaderSettings.of(TestFields.REGISTRY, TestPlugins.ALL);
    AppendOutput unknown =
        new AppendOutput(
            "", Set.of(), "", "", List.of(new ResolvedRule.ExtraField("k", "%no.field", true)));
    RuleLoader loader =
        new RuleLoader(
            new LoaderSettings(
                all.fields(), all.sources(), all.plugins(), Priority.DEBUG, List.of(unknown)));
    LoadResult result =
        loader.load(RulesFile.of("file.yaml", TestLoads.rule("a", "skip-if-unknown-filter: true")));
    assertThat(result.errors())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.LOAD_ERR_COMPILE_OUTPUT);
  }

  @ParameterizedTest
  @CsvSource({
    "'rule: x', 'each item begins with a dash: - rule:'",
    "'? [a]\n: b', 'each item begins with a dash: - rule:'",
    "'{}', 'each item begins with a dash: - rule:'",
    "'kind: PodSecurityPolicy', 'this is a Kubernetes object, a PodSecurityPolicy; a policy is made"
        + " into rules by --psp'"
  })
  void saysWhatAMappingIsThatIsNoListOfRules(String text, String hint) {
    assertThat(TestLoads.result(text).errors()).extracting(Diagnostic::hint).containsExactly(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "k8saudit, 0.18.0",
    "k8saudit-eks, 0.12.0",
    "k8saudit-gke, 0.9.0",
    "k8saudit-aks, 0.3.0",
    "k8saudit-ovh, 0.2.0",
    "json, 0.7.3",
    "container, 0.4.0"
  })
  void builtInPluginsMeetRequirements(String plugin, String version) {
    assertThat(TestLoads.result(requirement(plugin, version)).diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "json, 0.7.4, Plugin 'json' version '0.7.3'",
    "json, 1.0.0, Plugin 'json' version '0.7.3'",
    "k8saudit-gke, 99.0.0, Plugin 'k8saudit' version '0.18.0'"
  })
  void refusesAPluginOfAVersionThatWillNotDo(String plugin, String version, String found) {
    assertThat(TestLoads.result(requirement(plugin, version)).errors())
        .extracting(DiagnosticText::of)
        .containsExactly(
            "LOAD_ERR_VALIDATE 2:7 [name: "
                + plugin
                + "] "
                + found
                + " is not compatible with required plugin version '"
                + version
                + "'");
  }

  @Test
  void anAlternativeSatisfiesARequirement() {
    String text =
        requirement("okta", "0.1.0")
            + """
                  alternatives:
                    - name: json
                      version: 0.1.0
            """;
    assertThat(TestLoads.result(text).diagnostics()).isEmpty();
  }

  @Test
  void leavesOutTheRulesOfAFileForAPluginThatIsNotThere() {
    RuleLoader loader = TestLoads.loader();
    LoadResult foreign =
        TestLoads.load(
            loader,
            List.of(
                TestLoads.rule("of a dog", ""),
                TestLoads.rule("of a cat", "")
                        .replace("proc.name", "okta.actor")
                        .replace("rex barks", "'%okta.actor'")
                    + TestLoads.rule(
                        "of another cat",
                        "exceptions: [{name: e, fields: okta.actor, values: [tom]}]")
                    + "- rule: of a dog\n  condition: and okta.actor exists\n"
                    + "  override: {condition: append}\n"
                    + requirement("okta", "0.1.0")));
    assertThat(foreign.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            tuple(
                WarningCode.LOAD_UNKNOWN_PLUGIN,
                "Plugin requirement not satisfied, must load one of: okta (>= 0.1.0). falcoj"
                    + " cannot, so the rules of file1.yaml are left out"));
    assertThat(loader.rules().select().count()).isEqualTo(1);
    assertThat(loader.rules().leftOut())
        .extracting(LeftOutRule::name, LeftOutRule::file)
        .containsExactly(tuple("of a cat", "file1.yaml"), tuple("of another cat", "file1.yaml"));
  }

  @Test
  void whatIsChangedOfARuleThatIsLeftOutIsLeftOutToo() {
    LoadResult result =
        TestLoads.load(
            TestLoads.loader(),
            List.of(
                requirement("okta", "0.1.0") + TestLoads.rule("a", ""),
                "- rule: a\n  condition: and okta.actor exists\n"
                    + "  override: {condition: append}\n"));
    assertThat(result.diagnostics()).isEmpty();
  }

  @Test
  void pointsAtTheValuesOfAnExceptionThatItsOperatorDoesNotTake() {
    String text =
        TestLoads.rule(
            "a",
            """
            exceptions:
              - name: e
                fields: [proc.name, fd.name]
                comps: [=, =]
                values:
                  - [sh, /bin/x]
                  - [bash, [/bin/y, /bin/z]]
            """);
    assertThat(TestLoads.result(text).verbose())
        .contains("- [bash, [/bin/y, /bin/z]]", "hint: found (, expected a value");
  }

  @Test
  void namesTheRulesThatNothingEvaluates() {
    LoadedRules rules =
        TestLoads.rules(
            TestLoads.rule("elsewhere", "source: aws_cloudtrail")
                + TestLoads.rule("new", "skip-if-unknown-filter: true")
                    .replace("proc.name", "proc.nose")
                + TestLoads.rule("here", ""));
    assertThat(rules.leftOut())
        .containsExactly(
            new LeftOutRule("elsewhere", "file0.yaml", "its source aws_cloudtrail is unknown"),
            new LeftOutRule(
                "new", "file0.yaml", "it names a field or an event type that does not exist"));
  }

  private static String requirement(String plugin, String version) {
    return """
    - required_plugin_versions:
        - name: %s
          version: %s
    """
        .formatted(plugin, version);
  }

  private static ResolvedRule only(String text) {
    List<ResolvedRule> rules = TestLoads.rules(text).rules();
    assertThat(rules).hasSize(1);
    return rules.get(0);
  }
}
