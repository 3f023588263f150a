// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNumberCheckTest {

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt.num = 0",
        "evt.num == 0",
        "evt.num < 1",
        "evt.num <= 0",
        "evt.num in (0, 0)",
        "not evt.num > 0",
        "not evt.num >= 1",
        "not evt.num != 0",
        "proc.name = a and evt.num = 0",
        "not (proc.name = a or evt.num > 0)"
      })
  void whatNeverHoldsHasNoEventTypes(String condition) throws Exception {
    assertThat(typesOf(condition)).isEqualTo(EventTypeSet.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evt.num = 1",
        "evt.num != 0",
        "evt.num < 2",
        "evt.num in (0, 1)",
        "evt.num in ()",
        "not evt.num = 0",
        "evt.num >= 1",
        "evt.num = val(evt.num)",
        "proc.name = a or evt.num = 0"
      })
  void whatMayHoldHasThemAll(String condition) throws Exception {
    assertThat(typesOf(condition)).isEqualTo(EventTypeSet.ALL);
  }

  private EventTypeSet typesOf(String condition)
      throws ConditionSyntaxException, ConditionCompileException {
    return RulesetCompiler.eventTypesOf(parser.parse(condition));
  }
}
