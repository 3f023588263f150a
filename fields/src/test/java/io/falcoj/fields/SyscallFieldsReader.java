// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgumentException;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.UnknownFieldException;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.capture.EventConverter;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes events of a machine of its own and reads every field of each, whatever they hold. */
final class SyscallFieldsReader {

  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  private static final List<String> ARGUMENTS =
      List.of("0", "1", "7", "res", "fd", "flags", "name", "path", "tuple", "data", "arg", "HOME");
  private static final List<BoundField> FIELDS = new ArrayList<>();

  static {
    for (FieldClass fieldClass : Extraction.FIELDS.classes(SyscallEvent.SOURCE)) {
      for (FieldDefinition field : fieldClass.fields()) {
        bind(field.name(), null);
        ARGUMENTS.forEach(argument -> bind(field.name(), argument));
      }
    }
  }

  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final EventConverter converter = new EventConverter();
  private final RawEvent raw = new RawEvent();
  private final SyscallEvent event = new SyscallEvent(state);
  private final Values values = new Values();
  private long number;

  private static void bind(String name, @Nullable String argument) {
    try {
      FIELDS.add(Extraction.FIELDS.bind(SyscallEvent.SOURCE, name, argument));
    } catch (UnknownFieldException | FieldArgumentException e) {
      // This field takes no such argument.
    }
  }

  /** How many fields are read, each with every argument that it takes. */
  static int fieldCount() {
    return FIELDS.size();
  }

  /** Takes an event; those that the present does not know are left out. */
  void take(EventType type, long tid, List<byte[]> parameters) {
    byte[] bytes = EventLayout.encode(type, START_NANOS, tid, parameters);
    assertThat(raw.wrap(bytes, 0, bytes.length)).isTrue();
    if (converter.convert(raw) != EventConverter.Verdict.PASS) {
      return;
    }
    event.reset(raw, ++number, 0);
    engine.process(event);
    for (BoundField field : FIELDS) {
      values.clear();
      field.extractor().extract(event, values);
      read(field);
    }
  }

  private void read(BoundField field) {
    for (int i = 0; i < values.size(); i++) {
      if (values.isPresent(i)) {
        switch (field.type().storage()) {
          case TEXT -> values.stringAt(i);
          case LONG, UNSIGNED -> values.longAt(i);
          case DOUBLE -> values.doubleAt(i);
          case ADDRESS -> values.highAt(i);
        }
      }
    }
  }

  /** The type with a code below {@link EventTable#SIZE}. */
  static EventType type(int code) {
    return EventTable.standard().type(code);
  }
}
