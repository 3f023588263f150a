// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.Priority;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.grammar.Expr;
import java.util.List;

/**
 * A rule as it runs: lists and macros inlined, exceptions added. Immutable.
 *
 * @param name unique among all rules
 * @param source name of the event source
 * @param description what {@code desc} says
 * @param condition free of references to macros
 * @param written the same condition with them, to tell people what it says of an event
 * @param output the text of the alert, with what was configured to be appended
 * @param extraFields fields that alerts show besides those of the output, in their configured order
 * @param tags sorted, each once
 * @param exceptionFields the fields that the rule's exceptions compare, sorted, each once
 * @param capture whether an alert starts a recording
 * @param captureDurationMillis how long that recording lasts; 0 means the configured duration
 * @param generated whether falcoj itself wrote it, from a policy: then it alerts whatever other
 *     rules do
 * @param enabled what the rule itself says; a selection may say otherwise
 */
public record ResolvedRule(
    String name,
    String source,
    String description,
    Expr condition,
    WrittenCondition written,
    String output,
    List<ExtraField> extraFields,
    Priority priority,
    List<String> tags,
    List<String> exceptionFields,
    boolean capture,
    long captureDurationMillis,
    boolean generated,
    boolean enabled) {

  /**
   * A field that an alert shows besides those of its output.
   *
   * @param key name in the alert
   * @param format an output text; for a raw field {@code %} and the field
   * @param raw whether the value keeps its type instead of becoming text
   */
  public record ExtraField(String key, String format, boolean raw) {}

  public ResolvedRule {
    extraFields = List.copyOf(extraFields);
    tags = List.copyOf(tags);
    exceptionFields = List.copyOf(exceptionFields);
  }
}
