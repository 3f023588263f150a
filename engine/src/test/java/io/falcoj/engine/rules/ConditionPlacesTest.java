// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.grammar.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is wrong with a condition is shown where its author wrote it, however that came into the
 * condition and in whichever notation of YAML it stands.
 */
class ConditionPlacesTest {

  private static final String WRONG = "fd.num = abcd";

  /** Notations of YAML for a text, indented by two; {@code %s} is the text. */
  private static final Map<String, String> NOTATIONS =
      Map.of(
          "plain", "%s",
          "single-quoted", "'%s'",
          "double-quoted", "\"\\x20%s\"",
          "double-quoted over lines", "\"\\\n      %s\"",
          "folded", ">\n\n    %s\n",
          "folded, stripped", ">-\n\n      %s",
          "literal", "|\n    %s\n",
          "literal with a header", "|2+ # more\n\n    %s\n\n");

  private static String rule(String name, String condition) {
    return rule(name, condition, "");
  }

  private static String rule(String name, String condition, String more) {
    return """
    - rule: %s
      desc: a rule
      condition: %s
      output: x
      priority: INFO
      warn_evttypes: false
    %s"""
        .formatted(name, condition, more);
  }

  private static String macro(String name, String condition) {
    return "- macro: " + name + "\n  condition: " + condition + "\n";
  }

  /** The only thing there is to say about some files. */
  private static Diagnostic diagnostic(String... files) {
    LoadResult result = TestLoads.load(TestLoads.loader(), List.of(files));
    assertThat(result.diagnostics()).as(result.verbose()).hasSize(1);
    return result.diagnostics().get(0);
  }

  private static String place(Diagnostic diagnostic) {
    Span place = diagnostic.context().span();
    return "%s [%s]".formatted(place, place.content());
  }

  private static String lineAndColumn(String text, String part) {
    String before = text.substring(0, text.indexOf(part));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return line + ":" + (before.length() - before.lastIndexOf('\n'));
  }

  @Test
  void anErrorInAMacroIsNotShownInTheRuleThatHasSomethingElseThere() {
    String file =
        """
        - macro: m
          condition: fd.num = abcd
        - rule: r
          desc: a rule
          condition: fd.num = 1234 and m
          output: x
          priority: INFO
        """;

    assertThat(place(diagnostic(file))).isEqualTo("file0.yaml:2:23 [abcd]");
    assertThat(diagnostic(file).context().snippet())
        .isEqualTo("fd.num = abcd\n         ^\n");
  }

  @Test
  void anErrorInAMacroOfAMacroIsShownInTheInnerOne() {
    String inner = macro("inner", WRONG);
    String outer = macro("outer", "fd.num = 1111 and inner");
    String rule = rule("r", "fd.num = 2222 and outer");

    assertThat(place(diagnostic(inner, outer, rule))).isEqualTo("file0.yaml:2:23 [abcd]");
  }

  @Test
  void ofTwoMacrosTheOneIsShownThatIsWrong() {
    String right = macro("m1", "fd.num = 1234");
    String wrong = macro("m2", WRONG);

    assertThat(place(diagnostic(right + wrong + rule("r", "m1 and m2"))))
        .isEqualTo("file0.yaml:4:23 [abcd]");
    assertThat(place(diagnostic(right + wrong + rule("r", "m2 or m1"))))
        .isEqualTo("file0.yaml:4:23 [abcd]");
  }

  @TestFactory
  Stream<DynamicTest> anErrorInAMacroIsShownInEveryNotation() {
    return inEveryNotation(
        notation -> {
          String file =
              macro("m", notation.formatted("proc.name = a and " + WRONG))
                  + rule("r", "fd.num = 1234 and proc.name = 1234 and m");
          assertThat(place(diagnostic(file)))
              .isEqualTo("file0.yaml:" + lineAndColumn(file, "abcd") + " [abcd]");
        });
  }

  @TestFactory
  Stream<DynamicTest> aWarningAboutAMacroIsShownInEveryNotation() {
    return inEveryNotation(
        notation -> {
          String doubtful = "ka.verb = <NA>";
          String file =
              macro("m", notation.formatted(doubtful))
                  + rule("r", "ka.verb = create and m", "  source: k8s_audit\n");
          assertThat(place(diagnostic(file)))
              .isEqualTo("file0.yaml:" + lineAndColumn(file, doubtful) + " [" + doubtful + "]");
        });
  }

  @TestFactory
  Stream<DynamicTest> aConditionThatIsAppendedOrReplacedIsShownInEveryNotation() {
    return inEveryNotation(
        notation -> {
          String appended =
              "- rule: r\n  condition: "
                  + notation.formatted("and " + WRONG)
                  + "\n  override:\n    condition: append\n";
          assertThat(place(diagnostic(rule("r", "fd.num = 1234"), appended)))
              .isEqualTo("file1.yaml:" + lineAndColumn(appended, "abcd") + " [abcd]");
          String replaced =
              "- rule: r\n  condition: "
                  + notation.formatted(WRONG)
                  + "\n  override:\n    condition: replace\n";
          assertThat(place(diagnostic(rule("r", "fd.num = 1234"), replaced)))
              .isEqualTo("file1.yaml:" + lineAndColumn(replaced, "abcd") + " [abcd]");
        });
  }

  @TestFactory
  Stream<DynamicTest> aMacroThatIsAppendedToIsShownInEveryNotation() {
    return inEveryNotation(
        notation -> {
          String appended =
              "- macro: m\n  condition: "
                  + notation.formatted("or " + WRONG)
                  + "\n  append: true\n";
          LoadResult result =
              TestLoads.load(
                  TestLoads.loader(),
                  List.of(macro("m", "fd.num = 1234"), rule("r", "fd.num = 12 and m"), appended));
          assertThat(result.errors()).hasSize(1);
          assertThat(place(result.errors().get(0)))
              .isEqualTo("file2.yaml:" + lineAndColumn(appended, "abcd") + " [abcd]");
        });
  }

  private static Stream<DynamicTest> inEveryNotation(NotationTest test) {
    return NOTATIONS.entrySet().stream()
        .map(
            notation ->
                DynamicTest.dynamicTest(notation.getKey(), () -> test.run(notation.getValue())));
  }

  @FunctionalInterface
  private interface NotationTest {
    void run(String notation);
  }

  @TestFactory
  Stream<DynamicTest> aValueOfAListIsShownInEveryNotation() {
    return Stream.of("%s", "'%s'", "\"%s\"", ">-\n    %s", "|-\n    %s", "&a %s")
        .map(
            written ->
                DynamicTest.dynamicTest(
                    written,
                    () -> {
                      String value = written.replaceAll("[^'\"%s]", "").formatted("abcd");
                      String file =
                          "- list: l\n  items:\n  - 1\n  - "
                              + written.formatted("abcd")
                              + "\n  - 2\n"
                              + macro("m", "fd.num in (l)")
                              + rule("r", "fd.num in (5, 7, 9) and m");
                      assertThat(place(diagnostic(file)))
                          .isEqualTo(
                              "file0.yaml:" + lineAndColumn(file, value) + " [" + value + "]");
                    }));
  }

  @Test
  void aValueOfAListInFlowNotationIsShown() {
    String file = "- list: l\n  items: [1, 'abcd', 2]\n" + rule("r", "fd.num in (5, l)");

    assertThat(place(diagnostic(file))).isEqualTo("file0.yaml:2:14 ['abcd']");
  }

  @Test
  void aValueOfAListInAListIsShown() {
    String file =
        "- list: inner\n  items: [abcd]\n- list: outer\n  items: [1, inner]\n"
            + rule("r", "fd.num in (5, outer)");

    assertThat(place(diagnostic(file))).isEqualTo("file0.yaml:2:11 [abcd]");
  }

  @Test
  void aListThatIsReplacedIsShownWhereItStandsNow() {
    String rule = rule("r", "fd.num in (l)");
    String first = "- list: l\n  items: [abcd]\n";
    String second = "# further\n# down\n- list: l\n  items: [7, abcd]\n";
    String third = "# again\n- list: l\n  items: [7, abcd]\n";
    LoadResult result = TestLoads.load(TestLoads.loader(), List.of(first + rule, second, third));

    assertThat(result.errors()).hasSize(1);
    assertThat(place(result.errors().get(0))).isEqualTo("file2.yaml:3:14 [abcd]");
  }

  @Test
  void aValueOfAnExceptionIsShown() {
    String exception =
        """
          exceptions:
          - name: e
            fields: [fd.num, proc.name]
            comps: [=, =]
            values:
            - [1, a]
            - ["abcd", b]
        """;
    String file = rule("r", "fd.num = 1234 and fd.num = 5678", exception);

    assertThat(place(diagnostic(file)))
        .isEqualTo("file0.yaml:" + lineAndColumn(file, "\"abcd\"") + " [\"abcd\"]");
  }

  @Test
  void aValueThatAnotherFileAppendsToAnExceptionIsShownThere() {
    String exception = "  exceptions:\n  - {name: e, fields: fd.num, values: [1, 2]}\n";
    String appended =
        """
        - rule: r
          exceptions:
          - name: e
            values:
            - 3
            - >-
              abcd
          override:
            exceptions: append
        """;

    assertThat(place(diagnostic(rule("r", "fd.num = 1234", exception), appended)))
        .isEqualTo("file1.yaml:7:7 [abcd]");
  }

  @Test
  void theFieldAndTheOperatorOfAnExceptionAreShown() {
    String field =
        rule("r", "fd.num = 1", "  exceptions:\n  - name: e\n    fields: [fd.num, fd.none]\n");
    assertThat(place(diagnostic(field)))
        .isEqualTo("file0.yaml:" + lineAndColumn(field, "fd.none") + " [fd.none]");

    String comp =
        rule(
            "r",
            "fd.num = 1",
            "  exceptions:\n  - name: e\n    fields: [fd.num, proc.name]\n    comps: [=, equals]\n");
    assertThat(place(diagnostic(comp)))
        .isEqualTo("file0.yaml:" + lineAndColumn(comp, "equals") + " [equals]");

    String single =
        rule("r", "fd.num = 1", "  exceptions:\n  - name: e\n    fields: fd.num\n    comps: '>'\n");
    assertThat(place(diagnostic(single)))
        .isEqualTo("file0.yaml:" + lineAndColumn(single, "'>'") + " ['>']");
  }

  @Test
  void aSyntaxErrorInAPartThatIsAppendedIsShownThere() {
    String appended =
        "- rule: r\n  condition: >\n    and\n    proc.name = a = b\n  append: true\n";
    LoadResult result =
        TestLoads.load(TestLoads.loader(), List.of(rule("r", "fd.num = 1"), appended));

    assertThat(result.errors()).hasSize(1);
    assertThat(place(result.errors().get(0))).isEqualTo("file1.yaml:4:19 [=]");
  }

  @Test
  void anUnknownFieldInAMacroIsShownThere() {
    String file = macro("m", "fd.none = abcd") + rule("r", "proc.name = 1 and fd.num = 2 and m");

    assertThat(place(diagnostic(file))).isEqualTo("file0.yaml:2:14 [fd.none]");
  }
}
