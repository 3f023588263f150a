// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.ConditionWarning;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tries the output and the condition of each rule against the fields of its source, by compiling
 * them, and tells what is wrong or doubtful.
 */
final class RuleChecker {

  /** From how many event types on Falco warns about a condition's cost. */
  private static final int TOO_MANY_EVENT_TYPES = 100;

  private static final String SYSCALL_SOURCE = "syscall";
  private static final String CONTAINER_INFO = "%container.info";

  private final FieldRegistry fields;
  private final ConditionParser parser;
  private final List<AppendOutput> appendOutputs;
  private final ConditionResolver resolver;
  private final Diagnostics diagnostics;
  private final Map<String, RulesetCompiler> compilers = new HashMap<>();

  RuleChecker(
      LoaderSettings settings,
      ConditionParser parser,
      ConditionResolver resolver,
      Diagnostics diagnostics) {
    this.fields = settings.fields();
    this.parser = parser;
    this.appendOutputs = settings.appendOutputs();
    this.resolver = resolver;
    this.diagnostics = diagnostics;
  }

  /**
   * Checks a rule of a known source.
   *
   * @return empty if it is left out; the reason has been told
   */
  Optional<CheckedRule> check(RuleDefinition rule) {
    SortedSet<String> exceptionFields = new TreeSet<>();
    String output = output(rule);
    List<ResolvedRule.ExtraField> extraFields = extraFields(rule);
    boolean outputIsValid = checkOutputs(rule, output, extraFields);
    Optional<ResolvedCondition> condition = resolver.resolveRule(rule, exceptionFields);
    boolean conditionIsValid = condition.isPresent() && checkCondition(rule, condition.get());
    if (!outputIsValid || !conditionIsValid) {
      return Optional.empty();
    }
    return Optional.of(
        new CheckedRule(
            rule,
            new ResolvedRule(
                rule.name(),
                rule.source(),
                rule.description(),
                condition.get().resolved(),
                output,
                extraFields,
                rule.priority(),
                List.copyOf(rule.tags()),
                List.copyOf(exceptionFields),
                rule.capture(),
                rule.captureDurationMillis(),
                rule.enabled())));
  }

  /** Tells of rules that were checked whose conditions may be true for events of too many types. */
  void warnAboutEventTypes(List<CheckedRule> rules) {
    RulesetCompiler compiler = compilers.get(SYSCALL_SOURCE);
    if (compiler == null) {
      return;
    }
    Map<String, RuleDefinition> definitions = new HashMap<>();
    for (CheckedRule rule : rules) {
      definitions.put(rule.definition().name(), rule.definition());
    }
    for (CompiledRule rule : compiler.build(RuleMatching.FIRST).rules()) {
      RuleDefinition definition = definitions.get(rule.name());
      if (definition != null
          && definition.warnEventTypes()
          && rule.eventTypes().size() > TOO_MANY_EVENT_TYPES) {
        diagnostics.warn(
            WarningCode.LOAD_NO_EVTTYPE,
            "Rule matches too many evt.type values. This has a significant performance penalty.",
            definition.context());
      }
    }
  }

  private RulesetCompiler compiler(String source) {
    return compilers.computeIfAbsent(source, name -> new RulesetCompiler(fields, name));
  }

  private String output(RuleDefinition rule) {
    StringBuilder text = new StringBuilder(rule.output().text());
    for (AppendOutput append : appendOutputs) {
      if (append.appliesTo(rule) && !append.format().isEmpty()) {
        text.append(' ').append(append.format());
      }
    }
    String output = text.toString();
    if (output.contains(CONTAINER_INFO)) {
      diagnostics.warn(
          WarningCode.LOAD_DEPRECATED_ITEM,
          "%container.info is deprecated and no more useful, and will be dropped by Falco 1.0.0."
              + " The container plugin will automatically add required fields to the output"
              + " message.",
          rule.context());
      output = output.replace(CONTAINER_INFO, "");
    }
    return output;
  }

  private List<ResolvedRule.ExtraField> extraFields(RuleDefinition rule) {
    Map<String, ResolvedRule.ExtraField> extraFields = new LinkedHashMap<>();
    for (AppendOutput append : appendOutputs) {
      if (append.appliesTo(rule)) {
        append.fields().forEach(field -> extraFields.put(field.key(), field));
      }
    }
    return List.copyOf(extraFields.values());
  }

  private boolean checkOutputs(
      RuleDefinition rule, String output, List<ResolvedRule.ExtraField> extraFields) {
    List<String> formats = new ArrayList<>();
    formats.add(output);
    extraFields.forEach(field -> formats.add(field.format()));
    OutputFormatCompiler compiler =
        new OutputFormatCompiler(parser, compiler(rule.source())::slot);
    for (String format : formats) {
      try {
        compiler.compileRuleOutput(format);
      } catch (OutputFormatException e) {
        report(rule, e);
        return false;
      }
      for (DeprecatedField field : DeprecatedField.values()) {
        if (format.contains(field.field())) {
          diagnostics.add(field.inOutput(rule.outputContext()));
        }
      }
    }
    return true;
  }

  private void report(RuleDefinition rule, OutputFormatException e) {
    boolean skip = e.isUnknownField() && rule.skipIfUnknownFilter();
    diagnostics.add(
        Diagnostic.of(
            skip ? WarningCode.LOAD_UNKNOWN_FILTER : ErrorCode.LOAD_ERR_COMPILE_OUTPUT,
            e.getMessage(),
            e.hint(),
            rule.outputContext()));
  }

  private boolean checkCondition(RuleDefinition rule, ResolvedCondition condition) {
    warnAbout(rule, condition);
    RuleToCompile toCompile =
        new RuleToCompile(
            rule.name(), rule.priority(), List.copyOf(rule.tags()), condition.resolved());
    try {
      for (ConditionWarning warning : compiler(rule.source()).add(toCompile)) {
        diagnostics.warn(
            WarningCode.LOAD_COMPILE_CONDITION,
            warning.message(),
            locate(condition, warning.span(), rule.conditionContext()));
      }
      return true;
    } catch (ConditionCompileException e) {
      boolean unknown = e.kind() == ConditionCompileException.Kind.UNKNOWN_NAME;
      diagnostics.add(
          Diagnostic.of(
              unknown && rule.skipIfUnknownFilter()
                  ? WarningCode.LOAD_UNKNOWN_FILTER
                  : ErrorCode.LOAD_ERR_COMPILE_CONDITION,
              e.getMessage(),
              e.hint(),
              locate(condition, e.span(), rule.conditionContext())));
      return false;
    }
  }

  private void warnAbout(RuleDefinition rule, ResolvedCondition condition) {
    ConditionWarnings warnings = ConditionWarnings.of(condition.resolved());
    LoadContext context =
        ResolvedCondition.contextOf(condition.text(), Span.START, rule.conditionContext());
    if (warnings.comparesWithAbsent() && !rule.generated()) {
      diagnostics.warn(WarningCode.LOAD_UNSAFE_NA_CHECK, "", context);
    }
    for (DeprecatedField field : warnings.deprecatedFields()) {
      diagnostics.add(field.inCondition(context));
    }
  }

  /** Where a part of a condition stands: in the rule's own text or in that of a macro. */
  private LoadContext locate(ResolvedCondition condition, Span place, LoadContext parent) {
    SourcedText text = new ConditionLocator(place, resolver).find(condition);
    return ResolvedCondition.contextOf(text, place, parent);
  }
}
