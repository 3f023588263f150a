// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A rule's definition while it is read or changed; starts with what holds if nothing is said. */
final class RuleBuilder {

  /** The source of a rule that names none. */
  static final String DEFAULT_SOURCE = "syscall";

  final String name;
  String source = DEFAULT_SOURCE;
  boolean sourceKnown = true;
  SourcedText condition;
  SourcedText output;
  String description;
  Priority priority = Priority.DEBUG;
  SortedSet<String> tags = new TreeSet<>();
  List<ExceptionDefinition> exceptions = new ArrayList<>();
  boolean enabled = true;
  boolean capture;
  long captureDurationMillis;
  boolean warnEventTypes = true;
  boolean skipIfUnknownFilter;
  boolean generated;
  final LoadContext context;
  final LoadContext conditionContext;
  final LoadContext outputContext;

  RuleBuilder(
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

  RuleBuilder(RuleDefinition rule) {
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

  RuleDefinition build() {
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
