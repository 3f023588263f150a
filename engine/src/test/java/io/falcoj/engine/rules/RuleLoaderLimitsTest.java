// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.LoadResult;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules files that are large, or written to do harm: an answer comes, in bounded time and memory.
 */
@Timeout(600)
class RuleLoaderLimitsTest {

  @ParameterizedTest
  @ValueSource(ints = {101, 10_000, 200_000})
  void refusesYamlThatIsNestedTooDeeply(int depth) {
    LoadResult result = TestLoads.result("- rule: " + "[".repeat(depth) + "]".repeat(depth));
    assertThat(result.errors())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.LOAD_ERR_YAML_PARSE);
  }

  @Test
  void refusesAliasesThatExplode() {
    StringBuilder text = new StringBuilder("- list: a\n  items: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      text.append("- unknown: &a%d [%s]\n".formatted(i, (alias + ", ").repeat(8) + alias));
    }
    LoadResult result = TestLoads.result(text.toString());
    assertThat(result.errors())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.LOAD_ERR_YAML_PARSE);
  }

  @Test
  void refusesListsThatExplode() {
    StringBuilder text = new StringBuilder("- list: l0\n  items: [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String name = "l" + (i - 1);
      text.append("- list: l%d\n  items: [%s]\n".formatted(i, (name + ", ").repeat(7) + name));
    }
    LoadResult result = TestLoads.result(text.toString());
    assertThat(result.errors())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .contains("stands for too many values");
  }

  @Test
  void listsOfEmptyListsCostNothing() {
    StringBuilder text = new StringBuilder("- list: l0\n  items: []\n");
    for (int i = 1; i < 200; i++) {
      String name = "l" + (i - 1);
      text.append("- list: l%d\n  items: [%s, %s]\n".formatted(i, name, name));
    }
    assertThat(TestLoads.result(text.toString()).isSuccessful()).isTrue();
  }

  @Test
  void refusesMacrosThatExplode() {
    StringBuilder text = new StringBuilder("- macro: m0\n  condition: proc.name = x\n");
    for (int i = 1; i < 64; i++) {
      text.append("- macro: m%d\n  condition: m%d and m%d\n".formatted(i, i - 1, i - 1));
    }
    LoadResult result = TestLoads.result(text.toString());
    assertThat(result.errors())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .contains("condition is too large");
  }

  @Test
  void refusesMacrosThatAreNestedTooDeeply() {
    StringBuilder text = new StringBuilder("- macro: m0\n  condition: proc.name = x\n");
    for (int i = 1; i < 20_000; i++) {
      text.append("- macro: m%d\n  condition: not m%d\n".formatted(i, i - 1));
    }
    LoadResult result = TestLoads.result(text.toString());
    assertThat(result.errors())
        .extracting(Diagnostic::message)
        .singleElement()
        .asString()
        .contains("condition is too large");
  }

  @Test
  void refusesMacrosThatNeedManyLaterOnes() {
    String first =
        IntStream.range(0, 20_000)
            .mapToObj("- macro: m%d\n  condition: proc.name = x\n"::formatted)
            .collect(Collectors.joining());
    String second =
        IntStream.range(0, 19_999)
            .mapToObj(i -> "- macro: m%d\n  condition: m%d\n".formatted(i, i + 1))
            .collect(Collectors.joining());
    assertThat(TestLoads.result(first + second).isSuccessful()).isFalse();
  }

  @Test
  void refusesListsThatNeedManyLaterOnes() {
    String text =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "- list: l%d\n  items: [l%d]\n".formatted(i, i + 1))
            .collect(Collectors.joining());
    assertThat(TestLoads.result(text).isSuccessful()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "not ", "not(", "proc.name = a and (", "tolower("})
  void refusesConditionsThatAreNestedTooDeeply(String nesting) {
    String condition = nesting.repeat(20_000) + "proc.name";
    LoadResult result =
        TestLoads.result(TestLoads.rule("a", "").replace("proc.name = rex", condition));
    assertThat(result.errors())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.LOAD_ERR_COMPILE_CONDITION);
  }

  @Test
  void loadsConditionsAsDeepAsAllowed() {
    String condition = "not (".repeat(150) + "proc.name = rex" + ")".repeat(150);
    LoadedRules rules =
        TestLoads.rules(TestLoads.rule("a", "").replace("proc.name = rex", condition));
    assertThat(rules.rules()).hasSize(1);
  }

  @Test
  void loadsTwentyThousandRules() {
    StringBuilder text = new StringBuilder("- list: dogs\n  items: [rex, waldi]\n");
    text.append("- macro: barks\n  condition: proc.name in (dogs) and fd.num = 1\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(
          TestLoads.rule("rule " + i, "tags: [a]")
              .replace("proc.name = rex", "barks and proc.pname = p" + i));
    }
    assertThat(TestLoads.rules(text.toString()).rules()).hasSize(20_000);
  }

  @Test
  void loadsHundredsOfFiles() {
    RuleLoader loader = TestLoads.loader();
    loader.load(RulesFile.of("macros.yaml", "- macro: barks\n  condition: fd.num = 1\n"));
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 10; j++) {
        String name = "rule " + i + " " + j;
        text.append(
            TestLoads.rule(name, "").replace("proc.name = rex", "barks and proc.pname = p" + j));
      }
      LoadResult result = loader.load(RulesFile.of("file" + i + ".yaml", text.toString()));
      assertThat(result.diagnostics()).isEmpty();
    }
    assertThat(loader.rules().rules()).hasSize(3_000);
  }

  @Test
  void loadsAListOfAHundredThousandValues() {
    String items =
        IntStream.range(0, 100_000).mapToObj(i -> "value" + i).collect(Collectors.joining(", "));
    LoadedRules rules =
        TestLoads.rules(
            "- list: all\n  items: ["
                + items
                + "]\n"
                + TestLoads.rule("a", "").replace("= rex", "in (all)"));
    assertThat(rules.rules()).hasSize(1);
  }

  @Test
  void loadsAConditionThatNamesAListVeryOften() {
    String names = "dogs, ".repeat(200_000) + "dogs";
    LoadedRules rules =
        TestLoads.rules(
            "- list: dogs\n  items: [rex]\n- list: none\n  items: []\n"
                + TestLoads.rule("a", "").replace("= rex", "in (" + names + ")")
                + TestLoads.rule("b", "")
                    .replace("= rex", "in (" + names.replace("dogs", "none") + ")"));
    assertThat(rules.rules()).hasSize(2);
  }

  @Test
  void loadsAnExceptionOfManyValues() {
    String values =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "- [a%d, /b%d]\n".formatted(i, i))
            .collect(Collectors.joining());
    LoadedRules rules =
        TestLoads.rules(
            TestLoads.rule(
                "a",
                "exceptions:\n  - name: e\n    fields: [proc.name, fd.name]\n    values:\n"
                    + values.indent(6)));
    assertThat(rules.rules()).hasSize(1);
  }

  @Test
  void answersToAnyTextWithoutFailing() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> parts =
        List.of(
            "- rule: a\n",
            "- macro: m\n",
            "- list: l\n",
            "  desc: d\n",
            "  condition: m\n",
            "  condition: proc.name in (l)\n",
            "  output: \"%proc.name\"\n",
            "  priority: INFO\n",
            "  items: [a, l, 'b c']\n",
            "  items: []\n",
            "  append: true\n",
            "  override:\n",
            "    condition: append\n",
            "    items: replace\n",
            "  exceptions:\n",
            "    - name: e\n",
            "      fields: proc.name\n",
            "      fields: [proc.name, m]\n",
            "      values: [[a, b]]\n",
            "      values:\n",
            "      comps: [=, in]\n",
            "---\n",
            "  tags: [a]\n",
            "  source: k8s_audit\n",
            "  enabled: no\n",
            "- [\n",
            "]\n",
            "&x ",
            "*x\n",
            "\t",
            "{",
            "}",
            ": ",
            "'",
            "\"",
            "|\n",
            ">-\n",
            "\u0000",
            "\uD83D",
            "é");
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int count = random.nextInt(30);
      for (int j = 0; j < count; j++) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      LoadResult result = TestLoads.result(text.toString());
      assertThat(result.verbose()).as("seed %d, text %d", seed, i).isNotEmpty();
      assertThat(result.json().toString()).isNotEmpty();
    }
  }
}
