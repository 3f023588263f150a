// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.ConditionWarning;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.grammar.ConditionParser;
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
public final class RuleChecker {

  /** From how many event types on Falco warns about a condition's cost. */
  private static final int TOO_MANY_EVENT_TYPES = 100;

  private static final String SYSCALL_SOURCE = "syscall";
  private static final String CONTAINER_INFO = "%container.info";

  private final FieldRegistry fields;
  private final ConditionParser parser;
  private final List<AppendOutput> appendOutputs;
  private final ConditionResolver resolver;
  private final LoadCache cache;
  private final Diagnostics fileDiagnostics;
  private final Map<String, RulesetCompiler> compilers = new HashMap<>();

  public RuleChecker(
      FieldRegistry fields,
      List<AppendOutput> appendOutputs,
      ConditionParser parser,
      ConditionResolver resolver,
      LoadCache cache,
      Diagnostics diagnostics) {
    this.fields = fields;
    this.parser = parser;
    this.appendOutputs = appendOutputs;
    this.resolver = resolver;
    this.cache = cache;
    this.fileDiagnostics = diagnostics;
  }

  private enum OutputVerdict {
    VALID,
    INVALID,
    /** It names an unknown field, which the rule says is no error. */
    SKIPPED
  }

  /**
   * Checks a rule of a known source.
   *
   * @return empty if it is left out; the reason has been told
   */
  public Optional<ResolvedRule> check(RuleDefinition rule) {
    SortedSet<String> exceptionFields = new TreeSet<>();
    Optional<ResolvedCondition> condition = resolver.resolveRule(rule, exceptionFields);
    if (condition.isEmpty()) {
      checkOutputs(rule, output(rule, fileDiagnostics), extraFields(rule), fileDiagnostics);
      return Optional.empty();
    }
    LoadCache.Checked checked = cache.findCheck(rule, condition.get());
    if (checked == null) {
      Diagnostics diagnostics = new Diagnostics();
      Optional<ResolvedRule> result = check(rule, condition.get(), exceptionFields, diagnostics);
      checked = new LoadCache.Checked(rule, condition.get(), result, diagnostics.all());
      cache.keepCheck(checked);
    }
    checked.diagnostics().forEach(fileDiagnostics::add);
    return checked.rule();
  }

  private Optional<ResolvedRule> check(
      RuleDefinition rule,
      ResolvedCondition condition,
      SortedSet<String> exceptionFields,
      Diagnostics diagnostics) {
    String output = output(rule, diagnostics);
    List<ResolvedRule.ExtraField> extraFields = extraFields(rule);
    OutputVerdict verdict = checkOutputs(rule, output, extraFields, diagnostics);
    boolean isValid =
        verdict != OutputVerdict.SKIPPED
            && checkCondition(rule, condition, diagnostics)
            && verdict == OutputVerdict.VALID;
    if (!isValid) {
      return Optional.empty();
    }
    return Optional.of(
        new ResolvedRule(
            rule,
            condition.resolved(),
            condition.written(),
            output,
            extraFields,
            List.copyOf(exceptionFields)));
  }

  private RulesetCompiler compiler(String source) {
    return compilers.computeIfAbsent(source, name -> new RulesetCompiler(fields, name));
  }

  private String output(RuleDefinition rule, Diagnostics diagnostics) {
    StringBuilder text = new StringBuilder(rule.output().content());
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

  private OutputVerdict checkOutputs(
      RuleDefinition rule,
      String output,
      List<ResolvedRule.ExtraField> extraFields,
      Diagnostics diagnostics) {
    List<String> formats = new ArrayList<>();
    formats.add(output);
    extraFields.forEach(field -> formats.add(field.format()));
    boolean mayBeSkipped = rule.skipIfUnknownFilter();
    OutputFormatCompiler compiler = new OutputFormatCompiler(parser, compiler(rule.source())::slot);
    for (String format : formats) {
      try {
        compiler.compileRuleOutput(format);
      } catch (OutputFormatException e) {
        return report(rule, format, e, mayBeSkipped, diagnostics);
      }
      // What is left are fields that the configuration adds, about which the rule says nothing.
      mayBeSkipped = false;
      for (DeprecatedField field : DeprecatedField.values()) {
        if (format.contains(field.field())) {
          diagnostics.add(field.inOutput(rule.outputContext()));
        }
      }
    }
    return OutputVerdict.VALID;
  }

  private static OutputVerdict report(
      RuleDefinition rule,
      String format,
      OutputFormatException e,
      boolean mayBeSkipped,
      Diagnostics diagnostics) {
    boolean skip = e.isUnknownField() && mayBeSkipped;
    LoadContext context = rule.outputContext();
    String written = rule.output().content();
    if (format.startsWith(written) && e.offset() < written.length()) {
      context = context.pointingAt(rule.output().place(e.offset(), endOfWord(written, e.offset())));
    }
    diagnostics.add(
        Diagnostic.of(
            skip ? WarningCode.LOAD_UNKNOWN_FILTER : ErrorCode.LOAD_ERR_COMPILE_OUTPUT,
            e.getMessage(),
            e.hint(),
            context));
    return skip ? OutputVerdict.SKIPPED : OutputVerdict.INVALID;
  }

  private static int endOfWord(String text, int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private boolean checkCondition(
      RuleDefinition rule, ResolvedCondition condition, Diagnostics diagnostics) {
    warnAbout(rule, condition, diagnostics);
    RuleToCompile toCompile =
        new RuleToCompile(
            rule.name(), rule.priority(), List.copyOf(rule.tags()), condition.resolved());
    try {
      List<ConditionWarning> warnings = compiler(rule.source()).add(toCompile);
      if (!rule.generated()) {
        for (ConditionWarning warning : warnings) {
          diagnostics.warn(
              WarningCode.LOAD_COMPILE_CONDITION,
              warning.message(),
              rule.conditionContext().inCondition(warning.span()));
        }
      }
      warnAboutEventTypes(rule, condition, diagnostics);
      return true;
    } catch (ConditionCompileException e) {
      boolean unknown = e.kind() == ConditionCompileException.Kind.UNKNOWN_NAME;
      diagnostics.add(
          Diagnostic.of(
              unknown && rule.skipIfUnknownFilter()
                  ? WarningCode.LOAD_UNKNOWN_FILTER
                  : ErrorCode.LOAD_ERR_COMPILE_CONDITION,
              e.getMessage(),
              e.hint() == null && unknown
                  ? "source " + rule.source() + " has no such name"
                  : e.hint(),
              rule.conditionContext().inCondition(e.span())));
      return false;
    }
  }

  private static void warnAboutEventTypes(
      RuleDefinition rule, ResolvedCondition condition, Diagnostics diagnostics)
      throws ConditionCompileException {
    if (!rule.source().equals(SYSCALL_SOURCE) || !rule.warnEventTypes()) {
      return;
    }
    int types = RulesetCompiler.eventTypesOf(condition.resolved()).size();
    if (types == 0 || types > TOO_MANY_EVENT_TYPES) {
      diagnostics.warn(
          WarningCode.LOAD_NO_EVTTYPE,
          "Rule matches too many evt.type values. This has a significant performance penalty.",
          rule.context());
    }
  }

  private void warnAbout(
      RuleDefinition rule, ResolvedCondition condition, Diagnostics diagnostics) {
    ConditionWarnings warnings = ConditionWarnings.of(condition.resolved());
    if (warnings.comparisonWithAbsent() != null && !rule.generated()) {
      diagnostics.warn(
          WarningCode.LOAD_UNSAFE_NA_CHECK,
          "",
          rule.conditionContext().ofCondition(condition.text(), warnings.comparisonWithAbsent()));
    }
    warnings
        .deprecatedFields()
        .forEach(
            (field, place) ->
                diagnostics.add(
                    field.inCondition(
                        rule.conditionContext().ofCondition(condition.text(), place))));
  }
}
