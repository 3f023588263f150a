// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Comparing a field with another field of the same event. */
class FieldComparisonTest {

  @ParameterizedTest
  @CsvSource({
    "=, cat, cat, true",
    "=, cat, cats, false",
    "!=, cat, dog, true",
    "!=, cat, cat, false",
    "<, a, b, true",
    "<, b, b, false",
    "<=, b, b, true",
    "<=, c, b, false",
    ">, b, a, true",
    ">, b, b, false",
    ">=, b, b, true",
    ">=, a, b, false",
    "contains, concatenate, cat, true",
    "contains, concatenate, dog, false",
    "contains, cat, concatenate, false",
    "contains, cat, '', true",
    "icontains, CONCATENATE, cat, true",
    "icontains, CONCATENATE, dog, false",
    "startswith, catalog, cat, true",
    "startswith, cat, catalog, false",
    "endswith, bobcat, cat, true",
    "endswith, cat, bobcat, false",
    "glob, cat, c*, true",
    "glob, cat, d*, false",
    "iglob, CAT, c*, true",
    "iglob, CAT, d*, false",
    "in, cat, cat, true",
    "in, cat, dog, false",
    "intersects, cat, cat, true",
    "intersects, cat, dog, false"
  })
  void comparesTexts(String operator, String left, String right, boolean matches) {
    String condition = "a.text " + operator + " val(b.text)";
    TableEvent event = new TableEvent().texts("a.text", left).texts("b.text", right);
    assertThat(Conditions.matches(condition, event)).isEqualTo(matches);
    assertThat(Conditions.matches(condition, new TableEvent().texts("a.text", left))).isFalse();
    assertThat(Conditions.matches(condition, new TableEvent().texts("b.text", right))).isFalse();
  }

  @Test
  void comparesNumbersAndAddresses() {
    TableEvent event =
        new TableEvent()
            .numbers("one.uint64", -1)
            .addresses("one.ipaddr", "0a000001")
            .number("one.double", 1.5);
    assertThat(Conditions.matches("one.uint64 = val(one.uint64)", event)).isTrue();
    assertThat(Conditions.matches("one.uint64 >= val(one.uint64)", event)).isTrue();
    assertThat(Conditions.matches("one.ipaddr = val(one.ipaddr)", event)).isTrue();
    assertThat(Conditions.matches("one.double != val(one.double)", event)).isFalse();
  }

  @Test
  void comparesWithTransformersOnBothSides() {
    TableEvent event = new TableEvent().texts("a.text", "CAT").texts("b.text", "cat");
    assertThat(Conditions.matches("a.text = toupper(b.text)", event)).isTrue();
    assertThat(Conditions.matches("tolower(a.text) = val(b.text)", event)).isTrue();
    assertThat(Conditions.matches("a.text = val(b.text)", event)).isFalse();
    assertThat(Conditions.matches("len(a.text) = len(b.text)", event)).isTrue();
  }

  @Test
  void ordersJsonNumbersByValue() {
    TableEvent event = new TableEvent().texts("json.text", "9").texts("json.other", "10");
    assertThat(Conditions.matches("json.text < val(json.other)", event)).isTrue();
  }

  private static boolean lists(String operator, @Nullable String[] left, @Nullable String[] right) {
    return Conditions.matches(
        "json.list " + operator + " val(json.more)",
        new TableEvent().texts("json.list", left).texts("json.more", right));
  }

  private static @Nullable String[] of(@Nullable String... elements) {
    return elements;
  }

  @Test
  void comparesListsAsSets() {
    assertThat(lists("in", of("a", "a"), of("b", "a"))).isTrue();
    assertThat(lists("in", of("a", "c"), of("b", "a"))).isFalse();
    assertThat(lists("in", of(), of("a"))).isTrue();
    assertThat(lists("intersects", of("c", "a"), of("b", "a"))).isTrue();
    assertThat(lists("intersects", of("c"), of("b", "a"))).isFalse();
    assertThat(lists("intersects", of(), of())).isFalse();
    assertThat(lists("=", of("a", "b", "a"), of("b", "a"))).isTrue();
    assertThat(lists("=", of("a"), of("b", "a"))).isFalse();
    assertThat(lists("!=", of("a"), of("b", "a"))).isTrue();
    assertThat(lists("!=", of("b", "a"), of("a", "b"))).isFalse();
    assertThat(lists("in", of("a", null), of("a", null))).isTrue();
    assertThat(lists("in", of("a", null), of("a"))).isFalse();
  }

  @Test
  void comparesListsOfNumbers() {
    TableEvent event = new TableEvent().numbers("list.uint64", 1, 2, 3);
    assertThat(Conditions.matches("list.uint64 in val(list.uint64)", event)).isTrue();
    assertThat(Conditions.matches("list.uint64 intersects val(list.uint64)", event)).isTrue();
  }

  @Test
  void comparesLongListsInLinearTime() {
    String[] left = new String[100_000];
    String[] right = new String[100_000];
    for (int i = 0; i < left.length; i++) {
      left[i] = "value" + i;
      right[i] = "value" + (left.length - 1 - i);
    }
    assertThat(lists("=", left, right)).isTrue();
    assertThat(lists("!=", left, right)).isFalse();
  }

  @Test
  void searchesOneTextOfTheEventInAnotherInLinearTime() {
    TableEvent event =
        new TableEvent()
            .texts("a.text", "a".repeat(2_000_000))
            .texts("b.text", "a".repeat(1_000_000) + "b");
    assertThat(Conditions.matches("a.text contains val(b.text)", event)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.text pmatch val(b.text) | operator 'PMATCH' doesn't support right-hand side fields",
        "a.text regex val(b.text) | operator 'REGEX' doesn't support right-hand side fields",
        "one.ipnet = val(one.ipnet) | field type 'IPNET' doesn't support right-hand side fields",
        "alone.text = val(a.text)" + " | field 'alone.text' doesn't support right-hand side fields",
        "a.text = val(alone.text)"
            + " | field 'alone.text' can't be used as a right-hand side field",
        "a.text = val(one.uint64) | field 'a.text' has type 'CHARBUF' while the right-hand side"
            + " field 'one.uint64' has incompatible type 'UINT64'",
        "a.text = val(json.list) | field 'a.text' has type 'CHARBUF' while the right-hand side"
            + " field 'json.list' has incompatible type 'CHARBUF (list)'",
        "a.text = val(json.list[0]) | field 'a.text' has type 'CHARBUF' while the right-hand side"
            + " field 'json.list' has incompatible type 'CHARBUF (list)'",
        "len(a.text) = val(b.text) | field 'a.text' has type 'UINT64' while the right-hand side"
            + " field 'b.text' has incompatible type 'CHARBUF'",
        "json.list contains val(json.more)"
            + " | filter error: 'contains' operator not supported list filters"
      })
  void refusesWhatCannotBeCompared(String condition, String message) {
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile(condition))
        .withMessage(message);
  }
}
