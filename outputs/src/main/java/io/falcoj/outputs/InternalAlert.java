// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Priority;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that falcoj has to tell about itself, and that goes where alerts go: that events were
 * lost, that changed rules are broken. Follows falco 0.44 {@code falco_outputs::handle_msg}.
 *
 * @param timestampNanos when it happened, in nanoseconds since the epoch
 * @param rule names the kind of message: {@code Falco internal: syscall event drop}
 * @param message without time and priority
 * @param fields by name, in the order of names: {@link String}, {@link Long}, {@link Double} or
 *     {@link Boolean}
 */
public record InternalAlert(
    long timestampNanos,
    Priority priority,
    String rule,
    String message,
    SortedMap<String, Object> fields) {

  /** Stands where other alerts have the source of their event. */
  public static final String SOURCE = "internal";

  public InternalAlert {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /** A message with these fields. */
  public static InternalAlert of(
      long timestampNanos,
      Priority priority,
      String rule,
      String message,
      Map<String, Object> fields) {
    return new InternalAlert(timestampNanos, priority, rule, message, new TreeMap<>(fields));
  }
}
