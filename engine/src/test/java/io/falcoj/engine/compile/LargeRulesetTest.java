// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Priority;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.testing.TableFields;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many rules and long lists compile without trouble. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LargeRulesetTest {

  @Test
  void twentyThousandRules() throws Exception {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), TableFields.SOURCE);
    for (int i = 0; i < 20_000; i++) {
      compiler.add(
          Conditions.rule(
              "a.text = shared and b.text = v" + i + " and not json.text contains x" + i % 100));
    }
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    TableEvent event = new TableEvent().texts("a.text", "shared").texts("b.text", "v777");
    assertThat(Conditions.matching(ruleset, event)).hasSize(1);
    assertThat(ruleset.slots()).hasSize(3);
  }

  @Test
  void manyRulesWithListsOfAHundredThousandItems() throws Exception {
    List<Operand.ValueLiteral> values = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      values.add(new Operand.ValueLiteral("host" + i + ".example.org", false, Span.START));
    }
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), TableFields.SOURCE);
    for (String field : List.of("a.text", "b.text", "json.list", "json.list", "json.text")) {
      for (String operator : List.of("in", "intersects", "pmatch")) {
        compiler.add(
            new RuleToCompile(
                field + operator,
                Priority.DEBUG,
                List.of(),
                new Expr.BinaryCheck(
                    new Operand.FieldRef(field, null, Span.START),
                    operator,
                    null,
                    new Operand.ListLiteral(values, Span.START),
                    Span.START)));
      }
    }
    Ruleset ruleset = compiler.build(RuleMatching.ALL);
    assertThat(
            Conditions.matching(ruleset, new TableEvent().texts("a.text", "host99999.example.org")))
        .containsExactly("a.textin", "a.textintersects", "a.textpmatch");
    assertThat(
            Conditions.matching(
                ruleset, new TableEvent().texts("a.text", "host100000.example.org")))
        .isEmpty();
  }
}
