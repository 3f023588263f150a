// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.format.OutputFormatCompiler;
import io.falcoj.engine.format.OutputFormatException;
import io.falcoj.engine.rules.collect.LeftOutRule;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.trace.RuleTracer;
import io.falcoj.grammar.ConditionParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The rules that are loaded, to select from, to run and to describe. Immutable. */
public final class LoadedRules {

  private final LoaderSettings settings;
  private final ConditionParser parser;
  private final LoadedItems items;

  LoadedRules(LoaderSettings settings, ConditionParser parser, LoadedItems items) {
    this.settings = settings;
    this.parser = parser;
    this.items = items;
  }

  /** All rules of known sources, of every priority, enabled or not, in the order of definition. */
  public List<ResolvedRule> rules() {
    return items.rules();
  }

  /**
   * The rules that the files define and that nothing evaluates: of sources that are unknown, of
   * files for plugins that are not there, and those that say {@code skip-if-unknown-filter} and
   * name something unknown.
   */
  public List<LeftOutRule> leftOut() {
    return items.leftOut();
  }

  /** The rule of that name. */
  public Optional<ResolvedRule> find(String name) {
    return items.rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
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
    return items.rules().stream()
        .filter(rule -> rule.generated() || rule.priority().isAtLeast(settings.minimumPriority()))
        .toList();
  }

  /**
   * Describes all lists, macros, requirements and rules in the shape of Falco's {@code -L} with
   * JSON output: as written, and what became of them.
   */
  public ObjectNode describe() {
    return new RulesDescription(items, settings, parser).ofAll();
  }

  /**
   * Describes one rule in the shape of Falco's {@code -l} with JSON output.
   *
   * @return empty if no rule of that name is loaded
   */
  public Optional<ObjectNode> describe(String name) {
    for (ResolvedRule rule : items.rules()) {
      if (rule.name().equals(name)) {
        return Optional.of(new RulesDescription(items, settings, parser).of(rule));
      }
    }
    return Optional.empty();
  }

  /**
   * Who tells why the rule of that name matches an event or does not.
   *
   * @return empty if no rule of that name is loaded
   */
  public Optional<RuleTracer> tracer(String name) {
    return find(name).map(this::tracer);
  }

  private RuleTracer tracer(ResolvedRule rule) {
    try {
      return new RuleTracer(settings.fields(), rule.source(), rule.condition(), rule.written());
    } catch (ConditionCompileException e) {
      throw new IllegalStateException("a rule that was checked does not compile", e);
    }
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
          items.rules().stream()
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
            new RuleToCompile(
                rule.name(), rule.priority(), rule.tags(), rule.condition(), rule.generated()));
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
