// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.ruleset.Ruleset;
import java.util.List;

/**
 * The enabled rules of one event source, compiled. Immutable.
 *
 * @param rules what belongs to each rule besides its condition, by the index of the compiled rule
 */
public record RunnableRules(Ruleset ruleset, List<RunnableRule> rules) {

  /**
   * A rule with the formats of its alerts.
   *
   * @param extraFields in the order of {@link ResolvedRule#extraFields()}
   */
  public record RunnableRule(
      ResolvedRule rule, OutputFormat output, List<ExtraFieldFormat> extraFields) {

    public RunnableRule {
      extraFields = List.copyOf(extraFields);
    }
  }

  /**
   * A field that an alert shows besides those of its output.
   *
   * @param raw whether the value keeps its type instead of becoming text
   */
  public record ExtraFieldFormat(String key, OutputFormat format, boolean raw) {}

  public RunnableRules {
    rules = List.copyOf(rules);
  }
}
