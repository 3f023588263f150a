// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the events of each type have the parameter of a name. Immutable. */
public final class ParameterIndex {

  private static final int NONE = -1;

  private final int[] byType = new int[EventTable.SIZE];

  private ParameterIndex() {
    Arrays.fill(byType, NONE);
  }

  /** Where events have the parameter called {@code name}. */
  public static ParameterIndex of(String name) {
    ParameterIndex index = new ParameterIndex();
    for (EventType type : EventTable.standard().types()) {
      List<EventParameter> parameters = type.parameters();
      for (int i = parameters.size() - 1; i >= 0; i--) {
        if (parameters.get(i).name().equals(name)) {
          index.byType[type.code()] = i;
        }
      }
    }
    return index;
  }

  /** Index of the parameter in the event; -1 if the event does not carry it. */
  public int in(SyscallEvent event) {
    int index = byType[event.typeCode()];
    return index < event.raw().parameterCount() ? index : NONE;
  }

  /** The parameter as the events of a type have it; null if they do not. */
  public @Nullable EventParameter ofType(EventType type) {
    int index = byType[type.code()];
    return index == NONE ? null : type.parameters().get(index);
  }
}
