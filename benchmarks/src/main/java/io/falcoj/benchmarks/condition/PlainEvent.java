// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.condition;

import io.falcoj.engine.ArgumentRule;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * An event whose values lie ready, so that reading a field costs next to nothing.
 *
 * @param text behind the fields {@code plain.text} and {@code plain.bytes}
 * @param whole behind {@code plain.number}
 * @param items behind {@code plain.list}
 */
record PlainEvent(long number, byte[] text, long whole, byte[][] items) implements Event {
  private static final String SOURCE = "k8s_audit";

  static PlainEvent of(long number, String text, long whole, String... items) {
    byte[][] bytes = new byte[items.length][];
    for (int i = 0; i < items.length; i++) {
      bytes[i] = items[i].getBytes(StandardCharsets.UTF_8);
    }
    return new PlainEvent(number, text.getBytes(StandardCharsets.UTF_8), whole, bytes);
  }

  /** The fields of such events. */
  static FieldRegistry fields() {
    return new FieldRegistry(
        List.of(
            new FieldClass(
                "plain",
                "Values that lie ready",
                "Values that lie ready in the event.",
                List.of(
                    field(
                        "plain.text",
                        FieldType.CHARBUF,
                        false,
                        FieldBinder.of((event, values) -> values.addText(plain(event).text))),
                    field(
                        "plain.bytes",
                        FieldType.BYTEBUF,
                        false,
                        FieldBinder.of((event, values) -> values.addText(plain(event).text))),
                    field(
                        "plain.number",
                        FieldType.UINT64,
                        false,
                        FieldBinder.of((event, values) -> values.addLong(plain(event).whole))),
                    field(
                        "plain.list",
                        FieldType.CHARBUF,
                        true,
                        FieldBinder.of(
                            (event, values) -> {
                              for (byte[] item : plain(event).items) {
                                values.addText(item);
                              }
                            }))))));
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public long timestampNanos() {
    return number;
  }

  @Override
  public int typeCode() {
    return PLUGIN_EVENT;
  }

  private static FieldDefinition field(
      String name, FieldType type, boolean list, FieldBinder binder) {
    return new FieldDefinition(
        name,
        type,
        list,
        ArgumentRule.NONE,
        Set.of(),
        List.of(SOURCE),
        "A value that lies ready.",
        null,
        binder);
  }

  private static PlainEvent plain(Event event) {
    return (PlainEvent) event;
  }
}
