// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal parts of conditions become one predicate, and nothing else does. */
class SharingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.text = x | a.text == x",
        "a.text = x | a.text in (x)",
        "a.text = x | a.text intersects (x)",
        "a.text = x | a.text = \"x\"",
        "a.text in (x, y) | a.text in (y, x)",
        "a.text in (x, y) | a.text in (x, y, x)",
        "a.text in (x, y) | a.text = anyof (y, x)",
        "a.text contains anyof (x, y) | a.text contains anyof (y, x)",
        "a.text = x and b.text = y | b.text = y and a.text = x",
        "a.text = x or b.text = y | b.text = y or a.text = x or b.text = y",
        "not not a.text = x | a.text = x",
        "not (a.text = x) | not a.text = x",
        "a.text = val(b.text) | a.text = val(b.text)",
        "tolower(a.text) = x | tolower(a.text) = x",
        "a.text exists | a.text exists"
      })
  void equalConditionsAreOnePredicate(String one, String other) throws Exception {
    assertThat(askedBeyondWhatTheyShare(one, other)).containsOnly("always");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not a.text = x | a.text != x",
        "a.text = x | b.text = x",
        "a.text = x | a.text = X",
        "a.text in (x, y) | a.text in (x, y, z)",
        "json.list in (x) | json.list = x",
        "json.list in (x) | json.list intersects (x)",
        "search.text != x | not search.text = x",
        "a.text = oneof (x, x) | a.text = oneof (x)",
        "tolower(a.text) = x | a.text = x",
        "json.list[0] = x | json.list[1] = x",
        "a.text = x and b.text = y | a.text = x or b.text = y"
      })
  void differentConditionsAreDifferentPredicates(String one, String other) throws Exception {
    assertThat(askedBeyondWhatTheyShare(one, other)).doesNotContain("always");
  }

  private static List<String> askedBeyondWhatTheyShare(String... conditions) throws Exception {
    String plan = Conditions.compile(conditions).plan();
    return plan.lines()
        .filter(line -> line.contains(" -> "))
        .map(line -> line.substring(0, line.indexOf(" -> ")).strip())
        .toList();
  }

  @Test
  void partsAreSharedAndPrintTheirNumbers() throws Exception {
    Ruleset ruleset =
        Conditions.compile(
            "a.text = x and b.text contains y",
            "a.text = x and (not b.text contains y or one.int64 = 1)",
            "a.text = x");
    assertThat(ruleset.plan())
        .isEqualTo(
            """
            #0: b.text contains "y"
            event types: 2
              always
                a.text = "x"
                  #0 -> a.text = x and b.text contains y
                  (not #0 or one.int64 = "1") -> a.text = x and (not b.text contains y or \
            one.int64 = 1)
                  always -> a.text = x
            """);
  }

  @Test
  void cheaperChecksGoFirstUnlessToldOtherwise() throws Exception {
    String condition = "a.text regex \"x+\" and a.text contains y and a.text = z";
    assertThat(Conditions.compile(condition).plan())
        .contains("(a.text = \"z\" and a.text contains \"y\" and a.text regex \"x+\")");
    RulesetCompiler asWritten =
        new RulesetCompiler(TableFields.registry(), TableFields.SOURCE, false);
    asWritten.add(Conditions.rule(condition));
    assertThat(asWritten.build(RuleMatching.ALL).plan())
        .contains("(a.text regex \"x+\" and a.text contains \"y\" and a.text = \"z\")");
  }

  @Test
  void checksThatDecideOftenGoFirst() throws Exception {
    assertThat(Conditions.compile("a.text != x and not b.text = y and one.int64 = 7").plan())
        .contains("(one.int64 = \"7\" and a.text != \"x\" and not b.text = \"y\")");
    assertThat(Conditions.compile("a.text = x or b.text = y or one.int64 != 7").plan())
        .contains("(one.int64 != \"7\" or a.text = \"x\" or b.text = \"y\")");
  }

  @Test
  void nestedConjunctionsBecomeOneUnlessShared() throws Exception {
    assertThat(
            Conditions.compile("a.text = x and (b.text = y and (json.text = z and a.text exists))")
                .plan())
        .doesNotContain("((");
    Ruleset shared =
        Conditions.compile(
            "one.int64 = 1 or (a.text = x and b.text = y)",
            "one.int64 = 2 or (a.text = x and b.text = y)");
    assertThat(shared.plan()).contains("(a.text = \"x\" and b.text = \"y\")", "or #0");
  }

  @Test
  void hugeListsPrintShort() throws Exception {
    StringBuilder list = new StringBuilder("a.text in (v0");
    for (int i = 1; i < 100; i++) {
      list.append(", v").append(i);
    }
    assertThat(Conditions.compile(list.append(")").toString()).plan())
        .contains("\"v9\", ... 90 more) -> ");
  }

  @Test
  void outputsAndConditionsShareSlots() throws Exception {
    RulesetCompiler compiler = Conditions.compiler("a.text = x and tolower(b.text) = y");
    Operand a = ((Expr.UnaryCheck) Conditions.parse("a.text exists")).left();
    Operand b = ((Expr.UnaryCheck) Conditions.parse("tolower(b.text) exists")).left();
    Slot slotA = compiler.slot(a);
    Slot slotB = compiler.slot(b);
    assertThat(compiler.slot(a)).isSameAs(slotA);
    List<Slot> slots = compiler.build(RuleMatching.ALL).slots();
    assertThat(slots).contains(slotA, slotB).hasSize(3);
    assertThat(slotB).hasToString("tolower(b.text)");
  }
}
