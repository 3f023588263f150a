// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.RuleDefinition;
import java.util.List;
import java.util.Set;

/**
 * What the configuration adds to the outputs of some rules: one entry of {@code append_output}.
 *
 * @param source only rules of this source; empty for all
 * @param tags only rules that have all of these tags
 * @param rule only the rule of this name; empty for all
 * @param format text to put behind the output; empty for none
 * @param fields fields to show besides those of the output
 */
public record AppendOutput(
    String source,
    Set<String> tags,
    String rule,
    String format,
    List<ResolvedRule.ExtraField> fields) {

  public AppendOutput {
    tags = Set.copyOf(tags);
    fields = List.copyOf(fields);
  }

  /** Adds a text to the outputs of all rules. */
  public static AppendOutput ofFormat(String format) {
    return new AppendOutput("", Set.of(), "", format, List.of());
  }

  boolean appliesTo(RuleDefinition definition) {
    return (source.isEmpty() || source.equals(definition.source()))
        && (rule.isEmpty() || rule.equals(definition.name()))
        && definition.tags().containsAll(tags);
  }
}
