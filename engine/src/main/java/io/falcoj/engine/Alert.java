// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule matched an event. Rendered at once, while the event is there; immutable after.
 *
 * @param timestampNanos time of the event, in nanoseconds since the epoch
 * @param rule name of the rule
 * @param source name of the event source
 * @param message the rule's output, its fields filled in; without time and priority
 * @param fields the values of the output's fields by name, argument included, in the order of the
 *     output; an absent one is null; else a {@link String}, {@link Long}, {@link
 *     java.math.BigInteger}, {@link Double}, {@link Boolean} or a {@link List} of these
 * @param tags of the rule, in the order of {@code tags}
 */
public record Alert(
    long timestampNanos,
    Priority priority,
    String rule,
    String source,
    String message,
    Map<String, @Nullable Object> fields,
    List<String> tags) {

  public Alert {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    tags = List.copyOf(tags);
  }
}
