// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.result.LoadContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A rule's definition while it is read or changed; starts with what holds if nothing is said. */
public final class RuleBuilder {

  /** The source of a rule that names none. */
  static final String DEFAULT_SOURCE = "syscall";

  public final String name;
  public String source = DEFAULT_SOURCE;
  public boolean sourceKnown = true;
  public SourcedText condition;
  public SourcedText output;
  public String description;
  public Priority priority = Priority.DEBUG;
  public SortedSet<String> tags = new TreeSet<>();
  public List<ExceptionDefinition> exceptions = new ArrayList<>();
  public boolean enabled = true;
  public boolean capture;
  public long captureDurationMillis;
  public boolean warnEventTypes = true;
  public boolean skipIfUnknownFilter;
  public boolean generated;
  final LoadContext context;
  final LoadContext conditionContext;
  final LoadContext outputContext;

  public RuleBuilder(
      String name,
      SourcedText condition,
      SourcedText output,
      String description,
      LoadContext context,
      LoadContext conditionContext,
      LoadContext outputContext) {
    this.name = name;
    this.condition = condition;
    this.output = output;
    this.description = description;
    this.context = context;
    this.conditionContext = conditionContext;
    this.outputContext = outputContext;
  }

  public RuleBuilder(RuleDefinition rule) {
    this(
        rule.name(),
        rule.condition(),
        rule.output(),
        rule.description(),
        rule.context(),
        rule.conditionContext(),
        rule.outputContext());
    source = rule.source();
    sourceKnown = rule.sourceKnown();
    priority = rule.priority();
    tags.addAll(rule.tags());
    exceptions.addAll(rule.exceptions());
    enabled = rule.enabled();
    capture = rule.capture();
    captureDurationMillis = rule.captureDurationMillis();
    warnEventTypes = rule.warnEventTypes();
    skipIfUnknownFilter = rule.skipIfUnknownFilter();
    generated = rule.generated();
  }

  public RuleDefinition build() {
    return new RuleDefinition(
        name,
        source,
        sourceKnown,
        condition,
        output,
        description,
        priority,
        tags,
        exceptions,
        enabled,
        capture,
        captureDurationMillis,
        warnEventTypes,
        skipIfUnknownFilter,
        generated,
        context,
        conditionContext,
        outputContext);
  }
}
