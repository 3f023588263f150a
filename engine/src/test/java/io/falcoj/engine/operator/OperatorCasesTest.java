// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.operator.Operator.RightSide;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operator on every type: what matches, what does not, what is refused. */
class OperatorCasesTest {

  private static final List<Case> CASES = read();

  private record Case(FieldType type, String check, String value, boolean matches) {

    String condition() {
      return "one." + type.name().toLowerCase(Locale.ROOT) + " " + check;
    }

    String operator() {
      return check.split(" ")[0];
    }

    Optional<Modifier> modifier() {
      String word = check.split(" ")[1];
      return Modifier.words().contains(word) ? Optional.of(Modifier.of(word)) : Optional.empty();
    }

    TableEvent event() {
      String field = "one." + type.name().toLowerCase(Locale.ROOT);
      TableEvent event = new TableEvent();
      switch (type.storage()) {
        case TEXT:
          return event.texts(field, value);
        case LONG:
        case UNSIGNED:
          return event.numbers(field, Long.parseLong(value));
        case DOUBLE:
          return event.number(field, Double.parseDouble(value));
        case ADDRESS:
          return event.addresses(field, value);
      }
      throw new AssertionError(type);
    }
  }

  @TestFactory
  Stream<DynamicTest> matchesAsTheTableSays() {
    return CASES.stream()
        .map(
            each ->
                dynamicTest(
                    each.condition() + " on '" + each.value() + "'",
                    () ->
                        assertThat(Conditions.matches(each.condition(), each.event()))
                            .isEqualTo(each.matches())));
  }

  @TestFactory
  Stream<DynamicTest> negationMatchesTheRest() {
    return CASES.stream()
        .map(
            each ->
                dynamicTest(
                    "not " + each.condition() + " on '" + each.value() + "'",
                    () ->
                        assertThat(Conditions.matches("not " + each.condition(), each.event()))
                            .isNotEqualTo(each.matches())));
  }

  @TestFactory
  Stream<DynamicTest> isFalseForAnAbsentField() {
    return CASES.stream()
        .map(Case::condition)
        .distinct()
        .map(
            condition ->
                dynamicTest(
                    condition,
                    () -> assertThat(Conditions.matches(condition, new TableEvent())).isFalse()));
  }

  @TestFactory
  Stream<DynamicTest> refusesOperatorsThatTheTypeDoesNotTake() {
    List<DynamicTest> tests = new ArrayList<>();
    for (FieldType type : FieldType.values()) {
      for (Operator operator : StandardOperators.all()) {
        Optional<TypeFamily> family = TypeFamily.of(type);
        boolean taken = family.isPresent() && operator.supports(family.get());
        if (!taken && operator.rightSide() != RightSide.NONE) {
          String right = operator.rightSide() == RightSide.LIST ? "(1)" : "1";
          String condition =
              "one." + type.name().toLowerCase(Locale.ROOT) + " " + operator + " " + right;
          String reason =
              family.isPresent() ? family.get().text() + " filters" : "type '" + type + "'";
          tests.add(
              dynamicTest(
                  condition,
                  () ->
                      assertThatExceptionOfType(ConditionCompileException.class)
                          .isThrownBy(() -> Conditions.compile(condition))
                          .withMessage(
                              "filter error: '"
                                  + operator
                                  + "' operator not supported for "
                                  + reason)));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void existsIsTakenByEveryType() throws ConditionCompileException {
    for (FieldType type : FieldType.values()) {
      String field = "one." + type.name().toLowerCase(Locale.ROOT);
      assertThat(Conditions.matches(field + " exists", new TableEvent())).isFalse();
      assertThat(Conditions.matches(field + " exists", new TableEvent().numbers(field, 1)))
          .isTrue();
    }
  }

  @Test
  void everyOperatorHasACaseThatMatchesAndOneThatDoesNotForEachFamilyOfTypes() {
    Set<String> missing = new TreeSet<>();
    for (Operator operator : StandardOperators.all()) {
      for (TypeFamily family : TypeFamily.values()) {
        for (boolean matches : new boolean[] {true, false}) {
          boolean covered =
              CASES.stream()
                  .anyMatch(
                      each ->
                          operator.symbols().contains(each.operator())
                              && TypeFamily.of(each.type()).equals(Optional.of(family))
                              && each.matches() == matches);
          boolean wanted = operator.supports(family) && operator.rightSide() != RightSide.NONE;
          if (wanted && !covered) {
            missing.add(operator + " on " + family + ": " + matches);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyModifierHasACaseThatMatchesAndOneThatDoesNotForEachOperatorThatTakesIt() {
    Set<String> missing = new TreeSet<>();
    for (Operator operator : StandardOperators.all()) {
      for (Modifier modifier : Modifier.values()) {
        for (boolean matches : new boolean[] {true, false}) {
          boolean covered =
              CASES.stream()
                  .anyMatch(
                      each ->
                          operator.symbols().contains(each.operator())
                              && each.modifier().equals(Optional.of(modifier))
                              && each.matches() == matches);
          if (operator.rightSide() == RightSide.VALUE && !covered) {
            missing.add(operator + " " + modifier + ": " + matches);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTypeThatCanBeComparedHasACase() {
    for (FieldType type : FieldType.values()) {
      if (TypeFamily.of(type).isPresent()) {
        assertThat(CASES).as(type.name()).anyMatch(each -> each.type() == type);
      }
    }
  }

  private static List<Case> read() {
    List<Case> cases = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                OperatorCasesTest.class.getResourceAsStream("cases.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] columns = line.split(" \\|");
          int last = columns.length - 1;
          String check = String.join(" |", List.of(columns).subList(1, last - 1)).strip();
          cases.add(
              new Case(
                  FieldType.valueOf(columns[0]),
                  check,
                  columns[last - 1].strip(),
                  Boolean.parseBoolean(columns[last].strip())));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return cases;
  }
}
