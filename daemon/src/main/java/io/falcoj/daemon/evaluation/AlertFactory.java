// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Event;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules.ExtraFieldFormat;
import io.falcoj.engine.rules.RunnableRules.RunnableRule;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the alerts of rules of one source. Immutable. */
final class AlertFactory {

  private final RunnableRules rules;

  AlertFactory(RunnableRules rules) {
    this.rules = rules;
  }

  /**
   * The alert of a rule about an event.
   *
   * @param printed reads the event, or what stands for it in texts
   */
  Alert of(CompiledRule compiled, Event event, EvalContext printed) {
    RunnableRule rule = rules.rules().get(compiled.index());
    Map<String, @Nullable Object> fields = rule.output().fieldValues(printed);
    if (!rule.extraFields().isEmpty()) {
      fields = new LinkedHashMap<>(fields);
      for (ExtraFieldFormat field : rule.extraFields()) {
        fields.put(
            field.key(),
            field.raw()
                ? field.format().fieldValues(printed).get(field.key())
                : field.format().render(printed));
      }
    }
    return new Alert(
        event.timestampNanos(),
        compiled.priority(),
        compiled.name(),
        compiled.source(),
        rule.output().render(printed),
        fields,
        compiled.tags());
  }
}
