// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.trace.WrittenCondition;
import io.falcoj.grammar.Expr;
import java.util.List;

/**
 * A rule as it runs: lists and macros inlined, exceptions added. Its name is unique among all
 * rules. Immutable.
 *
 * @param definition what the files say about it; its condition and output as written
 * @param condition free of references to macros
 * @param written the same condition with them, to tell people what it says of an event
 * @param output the text of the alert, with what was configured to be appended
 * @param extraFields fields that alerts show besides those of the output, in their configured order
 * @param exceptionFields the fields that the rule's exceptions compare, sorted, each once
 */
public record ResolvedRule(
    RuleDefinition definition,
    Expr condition,
    WrittenCondition written,
    String output,
    List<ExtraField> extraFields,
    List<String> exceptionFields) {

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
    exceptionFields = List.copyOf(exceptionFields);
  }

  /** Unique among all rules. */
  public String name() {
    return definition.name();
  }

  /** Name of the event source. */
  public String source() {
    return definition.source();
  }

  /** What {@code desc} says. */
  public String description() {
    return definition.description();
  }

  public Priority priority() {
    return definition.priority();
  }

  /** Sorted, each once. */
  public List<String> tags() {
    return List.copyOf(definition.tags());
  }

  /** Whether an alert starts a recording. */
  public boolean capture() {
    return definition.capture();
  }

  /** How long that recording lasts; 0 means the configured duration. */
  public long captureDurationMillis() {
    return definition.captureDurationMillis();
  }

  /** Whether falcoj itself wrote it, from a policy: then it alerts whatever other rules do. */
  public boolean generated() {
    return definition.generated();
  }

  /** What the rule itself says; a selection may say otherwise. */
  public boolean enabled() {
    return definition.enabled();
  }
}
