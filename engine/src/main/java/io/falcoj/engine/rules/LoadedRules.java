// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.grammar.ConditionParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that are loaded, to select from, to run and to describe. Immutable. */
public final class LoadedRules {

  private final LoaderSettings settings;
  private final ConditionParser parser;
  private final List<CheckedRule> rules;
  private final List<List<PluginVersion>> pluginRequirements;

  LoadedRules(
      LoaderSettings settings,
      ConditionParser parser,
      List<CheckedRule> rules,
      List<List<PluginVersion>> pluginRequirements) {
    this.settings = settings;
    this.parser = parser;
    this.rules = List.copyOf(rules);
    this.pluginRequirements = List.copyOf(pluginRequirements);
  }

  /** All rules of known sources, of every priority, enabled or not, in the order of definition. */
  public List<ResolvedRule> rules() {
    return rules.stream().map(CheckedRule::resolved).toList();
  }

  /** The rule of that name. */
  public Optional<ResolvedRule> find(String name) {
    return rules.stream()
        .map(CheckedRule::resolved)
        .filter(rule -> rule.name().equals(name))
        .findFirst();
  }

  /** A selection that starts with the rules that say they are enabled. */
  public RuleSelection select() {
    return RuleSelection.byThemselves(selectable());
  }

  /** A selection that starts with no rule. */
  public RuleSelection selectNone() {
    return RuleSelection.none(selectable());
  }

  private List<ResolvedRule> selectable() {
    return rules().stream()
        .filter(rule -> rule.priority().isAtLeast(settings.minimumPriority()))
        .toList();
  }

  /**
   * Why the plugins that rules require are not there, in Falco's words.
   *
   * @return empty if they are
   */
  public Optional<String> unsatisfiedRequirement() {
    for (List<PluginVersion> alternatives : pluginRequirements) {
      Optional<String> problem = PluginRequirements.check(alternatives, settings.plugins());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /**
   * Compiles the selected rules.
   *
   * @return the rules of each source that has some, by its name, in the order of the sources
   */
  public Map<String, RunnableRules> compile(RuleSelection selection, RuleMatching matching) {
    Map<String, RunnableRules> result = new LinkedHashMap<>();
    for (String source : settings.sources()) {
      List<ResolvedRule> enabled =
          rules().stream()
              .filter(rule -> rule.source().equals(source) && selection.isEnabled(rule.name()))
              .toList();
      if (!enabled.isEmpty()) {
        result.put(source, compile(source, enabled, matching));
      }
    }
    return result;
  }

  private RunnableRules compile(String source, List<ResolvedRule> enabled, RuleMatching matching) {
    RulesetCompiler compiler = new RulesetCompiler(settings.fields(), source);
    OutputFormatCompiler formats = new OutputFormatCompiler(parser, compiler::slot);
    List<RunnableRules.RunnableRule> runnable = new ArrayList<>();
    try {
      for (ResolvedRule rule : enabled) {
        compiler.add(
            new RuleToCompile(rule.name(), rule.priority(), rule.tags(), rule.condition()));
        runnable.add(runnable(rule, formats));
      }
    } catch (ConditionCompileException | OutputFormatException e) {
      throw new IllegalStateException("a rule that was checked does not compile", e);
    }
    return new RunnableRules(compiler.build(matching), runnable);
  }

  private static RunnableRules.RunnableRule runnable(
      ResolvedRule rule, OutputFormatCompiler formats) throws OutputFormatException {
    List<RunnableRules.ExtraFieldFormat> extraFields = new ArrayList<>();
    for (ResolvedRule.ExtraField field : rule.extraFields()) {
      extraFields.add(
          new RunnableRules.ExtraFieldFormat(
              field.key(), formats.compileRuleOutput(field.format()), field.raw()));
    }
    return new RunnableRules.RunnableRule(
        rule, formats.compileRuleOutput(rule.output()), extraFields);
  }
}
