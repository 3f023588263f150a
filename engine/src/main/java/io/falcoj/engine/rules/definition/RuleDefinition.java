// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.result.LoadContext;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What YAML says about a rule; appends and replacements included. Immutable.
 *
 * @param values what it says under its keys; of the exceptions see {@code exceptions}
 * @param sourceKnown false if there is no such event source: the rule is left out
 * @param generated whether falcoj itself wrote the rule
 */
public record RuleDefinition(
    String name,
    Map<RuleKey, Object> values,
    boolean sourceKnown,
    List<ExceptionDefinition> exceptions,
    boolean generated,
    LoadContext context,
    LoadContext conditionContext,
    LoadContext outputContext) {

  public RuleDefinition {
    Map<RuleKey, Object> copy = new EnumMap<>(RuleKey.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
    exceptions = List.copyOf(exceptions);
  }

  /** What the rule has under a key: what it says, or what holds if it says nothing. */
  public Object value(RuleKey key) {
    Object value = values.get(key);
    return value == null ? key.initial() : value;
  }

  /** Name of the event source. */
  public String source() {
    return (String) value(RuleKey.RULE_SOURCE);
  }

  public SourcedText condition() {
    return (SourcedText) value(RuleKey.RULE_CONDITION);
  }

  public SourcedText output() {
    return (SourcedText) value(RuleKey.RULE_OUTPUT);
  }

  public String description() {
    return (String) value(RuleKey.RULE_DESC);
  }

  public Priority priority() {
    return (Priority) value(RuleKey.RULE_PRIORITY);
  }

  @SuppressWarnings("unchecked")
  public SortedSet<String> tags() {
    return (SortedSet<String>) value(RuleKey.RULE_TAGS);
  }

  public boolean enabled() {
    return (Boolean) value(RuleKey.RULE_ENABLED);
  }

  public boolean capture() {
    return (Boolean) value(RuleKey.RULE_CAPTURE);
  }

  /** How long a recording lasts; 0 means the configured duration. */
  public long captureDurationMillis() {
    return (Long) value(RuleKey.RULE_CAPTURE_DURATION);
  }

  /** Whether to warn if the condition may match events of many types. */
  public boolean warnEventTypes() {
    return (Boolean) value(RuleKey.RULE_WARN_EVTTYPES);
  }

  /** Whether an unknown field only leaves the rule out. */
  public boolean skipIfUnknownFilter() {
    return (Boolean) value(RuleKey.RULE_SKIP_IF_UNKNOWN_FILTER);
  }

  /** The rule after what an update or another item does to one of its keys. */
  public RuleDefinition with(RuleKey key, OverrideMode mode, Object value) {
    Map<RuleKey, Object> changed = new EnumMap<>(RuleKey.class);
    changed.putAll(values);
    changed.put(key, mode == OverrideMode.APPEND ? key.shape().append(value(key), value) : value);
    return new RuleDefinition(
        name,
        changed,
        sourceKnown,
        exceptions,
        generated,
        context,
        conditionContext,
        outputContext);
  }

  /** The rule with these exceptions. */
  public RuleDefinition withExceptions(List<ExceptionDefinition> others) {
    return new RuleDefinition(
        name, values, sourceKnown, others, generated, context, conditionContext, outputContext);
  }

  /** The rule after it is known whether its source is there, and who wrote it. */
  public RuleDefinition with(boolean knownSource, boolean written) {
    return new RuleDefinition(
        name, values, knownSource, exceptions, written, context, conditionContext, outputContext);
  }
}
