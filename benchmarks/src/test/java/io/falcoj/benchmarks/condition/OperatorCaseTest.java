// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.ConditionSyntax;
import io.falcoj.grammar.ConditionSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorCaseTest {
  @Test
  void everyOperatorIsMeasured() {
    ConditionSyntax syntax = StandardSyntax.SYNTAX;
    List<String> operators = new ArrayList<>(syntax.unaryOperators());
    operators.addAll(syntax.numericOperators());
    operators.addAll(syntax.stringOperators());
    operators.addAll(syntax.listOperators());

    assertThat(Arrays.stream(OperatorCase.values()).map(OperatorCase::symbol))
        .containsExactlyInAnyOrderElementsOf(operators);
  }

  @ParameterizedTest
  @EnumSource
  void theConditionAndItsBaselineAgree(OperatorCase operator)
      throws ConditionCompileException, ConditionSyntaxException {
    Ruleset ruleset = ConditionEvaluationBenchmark.compile(operator.condition());
    EvalContext context = ruleset.newContext();
    for (boolean matches : new boolean[] {true, false}) {
      PlainEvent event = ConditionEvaluationBenchmark.event(1, matches);

      assertThat(ConditionEvaluationBenchmark.matches(ruleset, event, context))
          .as("%s on the event that %s", operator.condition(), matches ? "matches" : "does not")
          .isEqualTo(operator.matchesByHand(event));
    }
  }
}
