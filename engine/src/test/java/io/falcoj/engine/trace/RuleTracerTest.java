// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a trace tells of one event. */
class RuleTracerTest {

  private static RuleTrace trace(String condition, TableEvent event) {
    return trace(WrittenCondition.of(Conditions.parse(condition)), condition, event);
  }

  private static RuleTrace trace(WrittenCondition written, String resolved, TableEvent event) {
    try {
      return new RuleTracer(
              TableFields.registry(), TableFields.SOURCE, Conditions.parse(resolved), written)
          .trace(event);
    } catch (ConditionCompileException e) {
      throw new AssertionError(resolved, e);
    }
  }

  private static List<Trace> parts(RuleTrace trace) {
    return ((Trace.Junction) trace.condition()).parts();
  }

  private static TableEvent event(String a, String b) {
    return new TableEvent().texts("a.text", a).texts("b.text", b);
  }

  @Test
  void aCheckTellsWhatItSawAndWhere() {
    Trace.Check check =
        (Trace.Check) trace("  a.text in (x, y)", event("z", "")).condition();

    assertThat(check.text()).isEqualTo("a.text in (x, y)");
    assertThat(check.answer()).isEqualTo(Answer.FALSE);
    assertThat(check.seen()).containsExactly(new SeenValues("a.text", true, List.of("z"), 1));
    assertThat(check.place().column()).isEqualTo(3);
    assertThat(check.place().content()).isEqualTo("a.text in (x, y)");
  }

  @Test
  void aCheckOfWhatIsNotThereIsAbsentRatherThanFalse() {
    Trace.Check check = (Trace.Check) trace("a.text = x", new TableEvent()).condition();

    assertThat(check.answer()).isEqualTo(Answer.ABSENT);
    assertThat(check.holds()).isFalse();
    assertThat(check.seen()).containsExactly(new SeenValues("a.text", false, List.of(), 0));
  }

  @Test
  void aCheckThatAcceptsAbsenceHolds() {
    Trace.Check check = (Trace.Check) trace("json.text = \"<NA>\"", new TableEvent()).condition();

    assertThat(check.answer()).isEqualTo(Answer.TRUE);
  }

  @Test
  void aComparisonOfFieldsTellsBothSides() {
    Trace.Check check = (Trace.Check) trace("a.text = val(b.text)", event("x", "y")).condition();

    assertThat(check.seen())
        .containsExactly(
            new SeenValues("a.text", true, List.of("x"), 1),
            new SeenValues("b.text", true, List.of("y"), 1));
  }

  @Test
  void aTransformerTellsItsResult() {
    Trace.Check check = (Trace.Check) trace("tolower(a.text) = x", event("X", "")).condition();

    assertThat(check.seen())
        .containsExactly(new SeenValues("tolower(a.text)", true, List.of("x"), 1));
  }

  @Test
  void elementsOfAListAreTold() {
    TableEvent event = new TableEvent().texts("json.list", "a", null, "c");
    Trace.Check check = (Trace.Check) trace("json.list in (a, c)", event).condition();

    assertThat(check.seen())
        .containsExactly(
            new SeenValues("json.list", true, Arrays.asList("a", null, "c"), 3));
  }

  @Test
  void ofALongListTheBeginningIsKept() {
    String[] texts = new String[1000];
    Arrays.fill(texts, "a");
    Trace.Check check =
        (Trace.Check)
            trace("json.list in (b)", new TableEvent().texts("json.list", texts)).condition();

    assertThat(check.seen().get(0).values()).hasSize(SeenValues.MOST);
    assertThat(check.seen().get(0).count()).isEqualTo(1000);
  }

  @Test
  void anAddressIsToldAlsoWhereItIsHeldAgainstNetworks() {
    TableEvent event = new TableEvent().addresses("one.ipnet", "0A000001");
    Trace.Check check = (Trace.Check) trace("one.ipnet = 10.0.0.0/8", event).condition();

    assertThat(check.answer()).isEqualTo(Answer.TRUE);
    assertThat(check.seen().get(0).values()).containsExactly("10.0.0.1");
  }

  @Test
  void whatIsNotAskedStillHasItsAnswer() {
    RuleTrace trace = trace("a.text = x and b.text = y and a.text exists", event("z", "y"));

    assertThat(trace.matches()).isFalse();
    assertThat(parts(trace)).extracting(Trace::asked).containsExactly(true, false, false);
    assertThat(parts(trace)).extracting(Trace::holds).containsExactly(false, true, true);
  }

  @Test
  void behindAnOperandThatHoldsTheRestOfADisjunctionIsNotAsked() {
    RuleTrace trace = trace("a.text = x or (b.text = y and a.text = x)", event("x", "z"));

    assertThat(trace.matches()).isTrue();
    Trace.Junction rest = (Trace.Junction) parts(trace).get(1);
    assertThat(rest.asked()).isFalse();
    assertThat(rest.parts()).extracting(Trace::asked).containsExactly(false, false);
    assertThat(rest.parts()).extracting(Trace::holds).containsExactly(false, true);
  }

  @Test
  void aMacroIsANodeWithItsConditionBelow() {
    WrittenCondition macro = WrittenCondition.of(Conditions.parse("b.text = y"));
    WrittenCondition rule =
        new WrittenCondition(Conditions.parse("a.text = x and m"), Map.of("m", macro), List.of());

    RuleTrace trace = trace(rule, "a.text = x and b.text = y", event("x", "y"));

    assertThat(trace.matches()).isTrue();
    Trace.Macro named = (Trace.Macro) parts(trace).get(1);
    assertThat(named.name()).isEqualTo("m");
    assertThat(named.place().content()).isEqualTo("m");
    assertThat(named.condition().place().content()).isEqualTo("b.text = y");
  }

  @Test
  void anExceptionIsANodeWithItsName() {
    Expr condition = Conditions.parse("(a.text = x) and not (b.text in (y)) and not (b.text = z)");
    WrittenCondition rule = new WrittenCondition(condition, Map.of(), List.of("first", "second"));

    RuleTrace trace =
        trace(rule, "(a.text = x) and not (b.text in (y)) and not (b.text = z)", event("x", "z"));

    assertThat(trace.matches()).isFalse();
    assertThat(parts(trace).get(0)).isInstanceOf(Trace.Check.class);
    assertThat(parts(trace).subList(1, 3))
        .extracting(part -> ((Trace.RuleException) part).name(), Trace::holds)
        .containsExactly(
            tuple("first", true),
            tuple("second", false));
  }

  @Test
  void macrosThatNameEachOtherManyTimesAreWalkedOnce() {
    WrittenCondition macro = WrittenCondition.of(Conditions.parse("b.text = y"));
    for (int level = 0; level < 60; level++) {
      macro =
          new WrittenCondition(
              Conditions.parse("m" + level + " and m" + level),
              Map.of("m" + level, macro),
              List.of());
    }

    assertThat(trace(macro, "b.text = y", event("x", "y")).condition().holds()).isTrue();
  }

  @Test
  void aTraceOutlivesItsEvent() throws ConditionCompileException {
    Expr condition = Conditions.parse("a.text = x");
    RuleTracer tracer =
        new RuleTracer(
            TableFields.registry(),
            TableFields.SOURCE,
            condition,
            WrittenCondition.of(condition));
    RuleTrace first = tracer.trace(event("x", ""));
    RuleTrace second = tracer.trace(event("y", ""));

    assertThat(first.matches()).isTrue();
    assertThat(second.matches()).isFalse();
    assertThat(((Trace.Check) first.condition()).seen().get(0).values()).containsExactly("x");
  }
}
