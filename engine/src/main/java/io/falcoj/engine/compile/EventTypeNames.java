// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.NearestNames;
import io.falcoj.grammar.Operand;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses values for {@code evt.type} that no event has, whatever the operator, as Falco does: they
 * are misspelt, and a rule that waits for them would wait for ever.
 */
final class EventTypeNames {

  private static final String FIELD = "evt.type";

  /** Looks at the values of a check whose left side is {@code left}. */
  void check(CompiledOperand left, List<Operand.ValueLiteral> values) {
    if (!left.name().equals(FIELD)) {
      return;
    }
    EventTable table = EventTable.standard();
    for (Operand.ValueLiteral value : values) {
      String name = value.value();
      if (table.typesNamed(name).isEmpty() && !table.isSyscall(name)) {
        throw new CompileFailure(
            ConditionCompileException.Kind.UNKNOWN_NAME,
            "unknown event type " + name,
            value.span(),
            Suggestion.of(NearestNames.to(name, names(table))));
      }
    }
  }

  private static Set<String> names(EventTable table) {
    Set<String> names = new LinkedHashSet<>();
    for (EventType type : table.types()) {
      names.add(type.name());
    }
    names.addAll(table.syscalls());
    return names;
  }
}
