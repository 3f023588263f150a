// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rules an event matches, and which are asked at all. */
class RulesetTest {

  private static int code(String identifier) {
    return EventTable.standard().types().stream()
        .filter(type -> type.identifier().equals(identifier))
        .mapToInt(EventType::code)
        .findFirst()
        .orElseThrow();
  }

  private static Ruleset syscallRules(String... conditions) throws ConditionCompileException {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), "syscall");
    for (String condition : conditions) {
      compiler.add(Conditions.rule(condition));
    }
    return compiler.build(RuleMatching.ALL);
  }

  @Test
  void allMatchingRulesAreTold() throws Exception {
    Ruleset ruleset = Conditions.compile("a.text = x", "a.text = y", "a.text exists");
    assertThat(Conditions.matching(ruleset, new TableEvent().texts("a.text", "x")))
        .containsExactly("a.text = x", "a.text exists");
  }

  @Test
  void firstMatchingRuleIsToldAlone() throws Exception {
    Ruleset ruleset =
        Conditions.compiler("a.text = y", "a.text exists", "a.text = x").build(RuleMatching.FIRST);
    assertThat(Conditions.matching(ruleset, new TableEvent().texts("a.text", "x")))
        .containsExactly("a.text exists");
  }

  @Test
  void rulesAreAskedForTheEventTypesThatTheyCanMatch() throws Exception {
    Ruleset ruleset =
        syscallRules(
            "evt.type = openat", "evt.type = close", "a.text exists", "not evt.type = close");
    TableEvent event = new TableEvent().texts("a.text", "x").texts("evt.type", "close");
    assertThat(Conditions.matching(ruleset, event.type(code("SYSCALL_CLOSE_X"))))
        .containsExactly("evt.type = close", "a.text exists");
    assertThat(ruleset.rules().get(0).eventTypes().contains(code("SYSCALL_OPENAT_2_X"))).isTrue();
    assertThat(ruleset.rules().get(0).eventTypes().contains(code("SYSCALL_CLOSE_X"))).isFalse();
  }

  @Test
  void knowsWhichEventTypesItWants() throws Exception {
    Ruleset ruleset = syscallRules("evt.type = close");
    assertThat(ruleset.wants(code("SYSCALL_CLOSE_E"))).isTrue();
    assertThat(ruleset.wants(code("SYSCALL_OPENAT_2_X"))).isFalse();
    assertThat(ruleset.wants(EventTable.ASYNC_EVENT)).isTrue();
    assertThat(ruleset.wants(-1)).isFalse();
    assertThat(ruleset.wants(EventTable.SIZE)).isFalse();
  }

  @Test
  void systemCallsWithoutEventsOfTheirOwnAreGenericEvents() throws Exception {
    assertThat(RulesetCompiler.eventTypesOf(Conditions.parse("evt.type = uname")).codes())
        .containsExactly(EventTable.GENERIC_ENTER, EventTable.GENERIC_EXIT);
  }

  @Test
  void theTypeOfAnEventMayStandInAListBeforeOthers() throws Exception {
    Expr condition = Conditions.parse("join(\",\", (evt.type, a.text)) = x");
    assertThat(RulesetCompiler.eventTypesOf(condition)).isEqualTo(EventTypeSet.ALL);
  }

  @Test
  void rulesOfOtherSourcesAreAskedForTheirOneEventType() throws Exception {
    Ruleset ruleset = Conditions.compile("a.text exists");
    assertThat(ruleset.rules().get(0).eventTypes()).isEqualTo(EventTypeSet.of(Event.PLUGIN_EVENT));
  }

  @Test
  void valuesAreReadOncePerEventAndForgottenAfterIt() throws Exception {
    Ruleset ruleset = Conditions.compile("a.text = x", "a.text = x and b.text exists");
    EvalContext context = ruleset.newContext();
    List<String> matches = new ArrayList<>();
    for (String value : List.of("x", "y", "x")) {
      ruleset.evaluate(
          new TableEvent().texts("a.text", value), context, rule -> matches.add(value));
    }
    assertThat(matches).containsExactly("x", "x");
  }

  @Test
  void contextKnowsNoEventBeforeTheFirst() throws Exception {
    Ruleset ruleset = Conditions.compile("a.text exists");
    assertThatIllegalStateException().isThrownBy(() -> ruleset.newContext().event());
  }
}
