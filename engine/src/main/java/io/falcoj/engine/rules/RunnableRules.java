// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Event;
import io.falcoj.engine.format.OutputFormat;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.Ruleset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    private Map<String, @Nullable Object> fieldValues(EvalContext printed) {
      Map<String, @Nullable Object> fields = output.fieldValues(printed);
      if (extraFields.isEmpty()) {
        return fields;
      }
      Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
      for (ExtraFieldFormat field : extraFields) {
        all.put(
            field.key(),
            field.raw()
                ? field.format().fieldValues(printed).get(field.key())
                : field.format().render(printed));
      }
      return all;
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

  /**
   * The alert of one of these rules about an event.
   *
   * @param compiled the rule that matched
   * @param printed reads the event, or what stands for it in texts
   */
  public Alert alert(CompiledRule compiled, Event event, EvalContext printed) {
    RunnableRule rule = rules.get(compiled.index());
    return new Alert(
        event.timestampNanos(),
        compiled.priority(),
        compiled.name(),
        compiled.source(),
        rule.output().render(printed),
        rule.fieldValues(printed),
        compiled.tags());
  }
}
