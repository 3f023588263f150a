// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract with rule authors about absent values, lists, searches and JSON numbers. */
class ValueContractTest {

  private static final TableEvent NOTHING = new TableEvent();

  private static boolean list(String check, @Nullable String... elements) {
    return Conditions.matches("json.list " + check, new TableEvent().texts("json.list", elements));
  }

  private static boolean scalar(String check, String value) {
    return Conditions.matches("json.text " + check, new TableEvent().texts("json.text", value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exists",
        "= a",
        "!= a",
        "!= \"<NA>\"",
        "< 1",
        ">= 0",
        "contains a",
        "contains \"\"",
        "contains \"<NA>\"",
        "icontains na",
        "startswith \"\"",
        "endswith \"\"",
        "glob \"*\"",
        "iglob \"*\"",
        "regex \".*\"",
        "in (a)",
        "in ()",
        "intersects (a)",
        "intersects ()",
        "pmatch (/)",
        "= anyof (a)",
        "!= allof (a)",
        "!= allof (\"<NA>\")"
      })
  void absentFieldMatchesNothing(String check) {
    assertThat(Conditions.matches("json.text " + check, NOTHING)).isFalse();
    assertThat(Conditions.matches("json.list " + check, NOTHING)).isFalse();
    assertThat(Conditions.matches("one.charbuf " + check, NOTHING)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "= \"<NA>\"",
        "in (a, \"<NA>\")",
        "intersects (a, \"<NA>\")",
        "pmatch (/a, \"<NA>\")",
        "= anyof (a, \"<NA>\")",
        "= oneof (a, \"<NA>\")",
        "= allof (\"<NA>\")"
      })
  void absentFieldEqualsTheTextThatStandsForIt(String check) {
    assertThat(Conditions.matches("json.text " + check, NOTHING)).isTrue();
    assertThat(Conditions.matches("json.list " + check, NOTHING)).isTrue();
    assertThat(Conditions.matches("one.charbuf " + check, NOTHING)).isTrue();
    assertThat(Conditions.matches("search.text " + check, NOTHING)).isTrue();
  }

  @Test
  void presentTextMayBeTheOneThatStandsForAbsent() {
    TableEvent event = new TableEvent().texts("one.charbuf", "<NA>");
    assertThat(Conditions.matches("one.charbuf = \"<NA>\"", event)).isTrue();
    assertThat(Conditions.matches("one.charbuf exists", event)).isTrue();
    assertThat(Conditions.matches("one.charbuf contains NA", event)).isTrue();
    assertThat(Conditions.matches("one.charbuf != \"<NA>\"", event)).isFalse();
  }

  @Test
  void negatedEqualityAndInequalityDifferForAnAbsentField() {
    assertThat(Conditions.matches("not json.text = a", NOTHING)).isTrue();
    assertThat(Conditions.matches("json.text != a", NOTHING)).isFalse();
  }

  @Test
  void listExistsIfOneElementDoes() {
    assertThat(list("exists", "a", null)).isTrue();
    assertThat(list("exists", (String) null)).isFalse();
    assertThat(list("exists")).isFalse();
    TableEvent noOptions = new TableEvent().texts("json.list", "x");
    assertThat(Conditions.matches("getopt(json.list, \"a\") exists", noOptions)).isFalse();
  }

  @Test
  void absentElementIsInAListOnlyWithTheTextThatStandsForIt() {
    assertThat(list("in (true)", "true", null)).isFalse();
    assertThat(list("in (true, \"<NA>\")", "true", null)).isTrue();
    assertThat(list("in (true, \"<NA>\")", "false", null)).isFalse();
    assertThat(list("intersects (\"<NA>\")", "true", null)).isTrue();
    assertThat(list("intersects (\"<NA>\")", "true")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "in (a), true",
    "in (), true",
    "intersects (a), false",
    "exists, false",
    "= a, false",
    "= \"<NA>\", false",
    "!= a, true",
    "contains a, false",
    "pmatch (/a), true"
  })
  void emptyListHasNoValues(String check, boolean matches) {
    assertThat(list(check)).isEqualTo(matches);
  }

  @Test
  void indexNarrowsToOneElementForEveryOperator() {
    TableEvent event = new TableEvent().texts("json.list", "a", "b", null);
    assertThat(Conditions.matches("json.list[1] = b", event)).isTrue();
    assertThat(Conditions.matches("json.list[1] != a", event)).isTrue();
    assertThat(Conditions.matches("json.list[0] in (a)", event)).isTrue();
    assertThat(Conditions.matches("json.list[0] intersects (b)", event)).isFalse();
    assertThat(Conditions.matches("json.list[0] startswith a", event)).isTrue();
    assertThat(Conditions.matches("json.list[0] exists", event)).isTrue();
    assertThat(Conditions.matches("len(json.list[0]) = 1", event)).isTrue();
  }

  @Test
  void indexOutOfRangeOrOfAnAbsentElementIsAbsent() {
    TableEvent event = new TableEvent().texts("json.list", "a", "b", null);
    for (String field : List.of("json.list[2]", "json.list[7]")) {
      assertThat(Conditions.matches(field + " exists", event)).isFalse();
      assertThat(Conditions.matches(field + " != a", event)).isFalse();
      assertThat(Conditions.matches(field + " in (a)", event)).isFalse();
      assertThat(Conditions.matches(field + " = \"<NA>\"", event)).isTrue();
    }
  }

  @Test
  void inAsksEveryValueAndIntersectsSomeValue() {
    assertThat(list("in (a, b)", "a", "b", "a")).isTrue();
    assertThat(list("in (a, b)", "a", "c")).isFalse();
    assertThat(list("intersects (a, b)", "c", "b")).isTrue();
    assertThat(list("intersects (a, b)", "c", "d")).isFalse();
  }

  @Test
  void pmatchAsksEveryPresentValue() {
    assertThat(list("pmatch (/var, /etc)", "/var/run", "/etc")).isTrue();
    assertThat(list("pmatch (/var, /etc)", "/var/run", "/usr")).isFalse();
    assertThat(list("pmatch (/var)", "/var/run", null)).isTrue();
    assertThat(list("pmatch (/var)", (String) null)).isTrue();
  }

  @Test
  void equalityOfJsonListsIsThatOfSets() {
    assertThat(list("= a", "a", "a")).isTrue();
    assertThat(list("= a", "a", "b")).isFalse();
    assertThat(list("!= a", "a", "b")).isTrue();
    assertThat(list("!= a", "a", "a")).isFalse();
    assertThat(list("= a", "a", null)).isFalse();
    assertThat(list("= \"<NA>\"", null, null)).isTrue();
    assertThat(list("!= \"<NA>\"", null, null)).isFalse();
    assertThat(list("!= \"<NA>\"", "a", null)).isTrue();
    assertThat(list("= anyof (a, b)", "b", "b")).isTrue();
    assertThat(list("= anyof (a, b)", "a", "b")).isFalse();
    assertThat(list("= anyof ()", "b")).isFalse();
    assertThat(list("= oneof (a, b)", "b")).isTrue();
    assertThat(list("= oneof (b, b)", "b")).isFalse();
    assertThat(list("!= allof (a, b)", "a", "b")).isTrue();
    assertThat(list("!= allof (a, b)", "b")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains an",
        "icontains AN",
        "startswith ba",
        "endswith na",
        "glob \"b*\"",
        "iglob \"B*\"",
        "regex \"b[an]+\"",
        "contains anyof (an, x)"
      })
  void otherOperatorsAskSomeValueOfAJsonListAndWarn(String check) throws Exception {
    assertThat(list(check, "apple", "banana")).isTrue();
    assertThat(list(check, "cherry", null)).isFalse();
    assertThat(Conditions.warnings("json.list " + check))
        .extracting(ConditionWarning::kind)
        .containsExactly(ConditionWarning.Kind.LIST_MATCHES_ANY);
    assertThat(Conditions.warnings("json.list[0] " + check)).isEmpty();
  }

  @Test
  void membershipOfListsNeedsNoWarning() throws Exception {
    assertThat(Conditions.warnings("json.list in (a)")).isEmpty();
    assertThat(Conditions.warnings("json.list intersects (a)")).isEmpty();
    assertThat(Conditions.warnings("json.list = a")).isEmpty();
    assertThat(Conditions.warnings("json.list pmatch (a)")).isEmpty();
    assertThat(Conditions.warnings("json.list exists")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"= a", "!= a", "contains a", "< 1", "pmatch (a)", "= anyof (a)"})
  void listsOfOtherSourcesTakeMembershipOnly(String check) {
    String operator = check.split(" ")[0];
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile("list.charbuf " + check))
        .withMessage("filter error: '" + operator + "' operator not supported list filters");
  }

  @Test
  void listsOfSomeTypesCannotBeCompared() {
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile("list.fspath in (a)"))
        .withMessage("filter error: list filters are not supported for type 'FSPATH'");
  }

  @ParameterizedTest
  @CsvSource({
    "9, < 10, true",
    "10, < 9, false",
    "-5, < -4, true",
    "-5, < 3, true",
    "3, > -10, true",
    "100000000000000000000000, > 99999999999999999999999, true",
    "007, < 10, true",
    "9, <= 9, true",
    "9a, < 10, false",
    "1.5, < 10, true",
    "'', < 0, true"
  })
  void wholeNumbersOfJsonAreOrderedByValueAndOtherTextsByBytes(
      String value, String check, boolean matches) {
    assertThat(scalar(check, value)).isEqualTo(matches);
  }

  @Test
  void numbersOfOtherSourcesAreOrderedAsTexts() {
    TableEvent event = new TableEvent().texts("one.charbuf", "9");
    assertThat(Conditions.matches("one.charbuf < 10", event)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "= \"100:200\", 100, true",
    "= \"100:200\", 200, true",
    "= \"100:200\", 201, false",
    "= \"100:200\", 0100, false",
    "= \"100:200\", 100:200, true",
    "= \"100:200\", 150.0, false",
    "= \"-5:5\", -5, true",
    "= \"200:100\", 150, false",
    "= \"a:b\", a, false",
    "= \"5:\", 5, false",
    "!= \"100:200\", 150, false",
    "!= \"100:200\", 99, true",
    "'in (\"1:5\", \"10:20\", x)', 15, true",
    "'in (\"1:5\", \"10:20\", x)', 7, false",
    "'in (\"1:5\", \"10:20\", x)', x, true",
    "'in (\"1:15\", \"10:20\")', 14, true",
    "'intersects (\"1:5\")', 5, true",
    "= \"0:9223372036854775807\", 9223372036854775807, true",
    "= \"0:9223372036854775807\", 9223372036854775808, false",
    "= \"-9223372036854775808:0\", -9223372036854775808, true"
  })
  void twoNumbersWithAColonAreARangeOfJsonNumbers(String check, String value, boolean matches) {
    assertThat(scalar(check, value)).isEqualTo(matches);
  }

  @Test
  void rangesApplyToEachValueOfAJsonList() {
    assertThat(list("in (\"1:5\")", "1", "5")).isTrue();
    assertThat(list("in (\"1:5\")", "1", "6")).isFalse();
    assertThat(list("intersects (\"1:5\")", "9", "5")).isTrue();
    assertThat(list("= \"1:5\"", "2", "3")).isTrue();
  }

  @Test
  void textsOfOtherSourcesHaveNoRanges() {
    TableEvent event = new TableEvent().texts("one.charbuf", "150");
    assertThat(Conditions.matches("one.charbuf = \"100:200\"", event)).isFalse();
  }

  @Test
  void searchIsTrueForOneCandidateAndInequalityForNone() {
    TableEvent event = new TableEvent().texts("search.text", "bash", "sshd");
    assertThat(Conditions.matches("search.text = sshd", event)).isTrue();
    assertThat(Conditions.matches("search.text = cron", event)).isFalse();
    assertThat(Conditions.matches("search.text in (cron, bash)", event)).isTrue();
    assertThat(Conditions.matches("search.text contains as", event)).isTrue();
    assertThat(Conditions.matches("search.text != cron", event)).isTrue();
    assertThat(Conditions.matches("search.text != sshd", event)).isFalse();
    assertThat(Conditions.matches("search.text != allof (cron, sshd)", event)).isFalse();
    assertThat(Conditions.matches("search.text exists", event)).isTrue();
    assertThat(Conditions.matches("search.text != cron", NOTHING)).isFalse();
  }

  @Test
  void searchingBothSidesOfAConnection() {
    TableEvent event =
        new TableEvent()
            .addresses("search.net", "0a000001", "c0a80001")
            .numbers("search.number", 1, 443);
    assertThat(Conditions.matches("search.net = 192.168.0.0/16", event)).isTrue();
    assertThat(Conditions.matches("search.net in (1.0.0.0/8, 192.168.0.0/16)", event)).isTrue();
    assertThat(Conditions.matches("search.net != 192.168.0.0/16", event)).isFalse();
    assertThat(Conditions.matches("search.net != 172.16.0.0/12", event)).isTrue();
    assertThat(Conditions.matches("search.number = 443", event)).isTrue();
    assertThat(Conditions.matches("search.number > 400", event)).isTrue();
    assertThat(Conditions.matches("search.number != 443", event)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"= \"<NA>\"", "in (a, \"<NA>\")", "pmatch (/a, \"<NA>\")"})
  void ofSystemCallsAbsenceHasNoName(String check) throws Exception {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), "syscall");
    compiler.add(Conditions.rule("one.charbuf " + check));
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    assertThat(Conditions.matching(ruleset, NOTHING)).isEmpty();
    assertThat(Conditions.matching(ruleset, new TableEvent().texts("one.charbuf", "<NA>")))
        .hasSize(1);
  }
}
