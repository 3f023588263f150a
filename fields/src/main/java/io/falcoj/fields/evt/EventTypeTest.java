// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldDefinition;

/** Whether an event is of a type, of whatever version; or has one type code. */
final class EventTypeTest {

  private EventTypeTest() {}

  /** Binds the field: its argument is the name of the type or a code. */
  static BoundField bind(FieldDefinition definition, FieldArgument argument) {
    String name = argument.requiredText();
    boolean[] matches = new boolean[EventTable.SIZE];
    for (EventType type : EventTable.standard().typesNamed(name)) {
      matches[type.code()] = true;
    }
    if (EventArguments.isNumber(name) && Integer.parseInt(name) < EventTable.SIZE) {
      matches[Integer.parseInt(name)] = true;
    }
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        (event, values) -> values.addBoolean(matches[event.typeCode()]));
  }
}
