// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.result.LoadContext;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What YAML says about a rule; appends and replacements included. Made by {@link RuleBuilder}.
 *
 * @param sourceKnown false if there is no such event source: the rule is left out
 * @param captureDurationMillis 0 means the configured duration
 * @param warnEventTypes whether to warn if the condition may match events of many types
 * @param skipIfUnknownFilter whether an unknown field only leaves the rule out
 * @param generated whether falcoj itself wrote the rule
 */
public record RuleDefinition(
    String name,
    String source,
    boolean sourceKnown,
    SourcedText condition,
    SourcedText output,
    String description,
    Priority priority,
    SortedSet<String> tags,
    List<ExceptionDefinition> exceptions,
    boolean enabled,
    boolean capture,
    long captureDurationMillis,
    boolean warnEventTypes,
    boolean skipIfUnknownFilter,
    boolean generated,
    LoadContext context,
    LoadContext conditionContext,
    LoadContext outputContext) {

  public RuleDefinition {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    exceptions = List.copyOf(exceptions);
  }
}
