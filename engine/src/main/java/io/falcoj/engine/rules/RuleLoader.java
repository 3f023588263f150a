// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.rules.collect.DefinitionTable;
import io.falcoj.engine.rules.collect.ExceptionChecker;
import io.falcoj.engine.rules.collect.LeftOutRule;
import io.falcoj.engine.rules.collect.OperatorWords;
import io.falcoj.engine.rules.collect.RulesCollector;
import io.falcoj.engine.rules.definition.ListDefinition;
import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.engine.rules.definition.PluginRequirement;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.rules.read.RulesReader;
import io.falcoj.engine.rules.read.RulesSchema;
import io.falcoj.engine.rules.resolve.ConditionResolver;
import io.falcoj.engine.rules.resolve.ExceptionCondition;
import io.falcoj.engine.rules.resolve.LoadCache;
import io.falcoj.engine.rules.resolve.ParsedConditions;
import io.falcoj.engine.rules.resolve.ResolvedRule;
import io.falcoj.engine.rules.resolve.RuleChecker;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.LoadResult;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Loads rules files, one after the other. Each file may change what those before it defined, so
 * after each of them everything is resolved and checked anew, as Falco does: a file whose rules
 * only work together with a later file is an error.
 *
 * <pre>{@code
 * RuleLoader loader = new RuleLoader(LoaderSettings.of(fields, plugins));
 * LoadResult result = loader.load(RulesFile.of("rules.yaml", content));
 * if (result.isSuccessful()) {
 *   LoadedRules rules = loader.rules();
 *   Map<String, RunnableRules> bySource = rules.compile(rules.select(), RuleMatching.FIRST);
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class RuleLoader {

  private static final ConditionLimits CONDITION_LIMITS =
      new ConditionLimits(
          ConditionResolver.MAX_DEPTH,
          ConditionLimits.DEFAULT.maxLength(),
          ConditionLimits.DEFAULT.maxListSize());

  private final LoaderSettings settings;
  private final ConditionParser parser;
  private final ParsedConditions parsed;
  private final ExceptionCondition exceptions;
  private final LoadCache cache = new LoadCache();
  private final RulesCollector collector;
  private LoadedRules rules;

  /** A loader that has loaded nothing yet. */
  public RuleLoader(LoaderSettings settings) {
    this.settings = settings;
    this.parser = new ConditionParser(StandardSyntax.SYNTAX, CONDITION_LIMITS);
    this.parsed = new ParsedConditions(parser);
    OperatorWords operators = new OperatorWords(StandardSyntax.SYNTAX);
    this.exceptions = new ExceptionCondition(parser, operators);
    this.collector =
        new RulesCollector(
            settings.sources(),
            settings.plugins(),
            new ExceptionChecker(settings.fields(), parser, operators));
    this.rules = new LoadedRules(settings, parser, LoadedItems.NONE);
  }

  /**
   * Loads one more file. If it has errors, {@link #rules()} stays as it was, but what the file
   * defined counts for later files.
   */
  public LoadResult load(RulesFile file) {
    Diagnostics diagnostics = new Diagnostics();
    collector.begin(diagnostics);
    List<YamlNode> documents = RulesReader.read(file, collector, diagnostics);
    ConditionResolver resolver =
        new ConditionResolver(collector, parsed, cache, exceptions, diagnostics);
    resolver.resolveMacros();
    List<ResolvedRule> checked = check(resolver, diagnostics);
    if (!diagnostics.hasErrors()) {
      warnAboutUnused(resolver, diagnostics);
      rules = new LoadedRules(settings, parser, loadedItems(resolver, checked));
    }
    return new LoadResult(
        file.name(), diagnostics.all(), documents == null ? null : RulesSchema.check(documents));
  }

  /** What the files without errors gave together. */
  public LoadedRules rules() {
    return rules;
  }

  private List<ResolvedRule> check(ConditionResolver resolver, Diagnostics diagnostics) {
    RuleChecker checker =
        new RuleChecker(
            settings.fields(), settings.appendOutputs(), parser, resolver, cache, diagnostics);
    List<ResolvedRule> checked = new ArrayList<>();
    for (DefinitionTable.Entry<RuleDefinition> entry : collector.rules().entries()) {
      if (entry.definition().sourceKnown()) {
        Optional<ResolvedRule> rule = checker.check(entry.definition());
        rule.ifPresent(checked::add);
      }
    }
    return checked;
  }

  private List<LeftOutRule> leftOut(List<ResolvedRule> checked) {
    Set<String> kept = new HashSet<>();
    checked.forEach(rule -> kept.add(rule.name()));
    List<LeftOutRule> leftOut = new ArrayList<>(collector.foreignRules());
    for (DefinitionTable.Entry<RuleDefinition> entry : collector.rules().entries()) {
      RuleDefinition rule = entry.definition();
      if (!kept.contains(rule.name())) {
        leftOut.add(
            new LeftOutRule(
                rule.name(),
                rule.context().file().name(),
                rule.sourceKnown()
                    ? "it names a field or an event type that does not exist"
                    : "its source " + rule.source() + " is unknown"));
      }
    }
    return leftOut;
  }

  private LoadedItems loadedItems(ConditionResolver resolver, List<ResolvedRule> checked) {
    List<LoadedList> lists = new ArrayList<>();
    for (DefinitionTable.Entry<ListDefinition> entry : collector.lists().entries()) {
      ListDefinition list = entry.definition();
      lists.add(
          new LoadedList(list, resolver.listItems(list.name()), resolver.isListUsed(list.name())));
    }
    List<LoadedMacro> macros = new ArrayList<>();
    for (DefinitionTable.Entry<MacroDefinition> entry : collector.macros().entries()) {
      MacroDefinition macro = entry.definition();
      Expr condition = resolver.macro(macro.name()).orElseThrow().resolved();
      macros.add(new LoadedMacro(macro, condition, resolver.isMacroUsed(macro.name())));
    }
    return new LoadedItems(
        lists,
        macros,
        checked,
        leftOut(checked),
        collector.requiredEngineVersion(),
        collector.pluginRequirements().stream().map(PluginRequirement::alternatives).toList());
  }

  private void warnAboutUnused(ConditionResolver resolver, Diagnostics diagnostics) {
    for (DefinitionTable.Entry<MacroDefinition> entry : collector.macros().entries()) {
      MacroDefinition macro = entry.definition();
      if (!resolver.isMacroUsed(macro.name())) {
        diagnostics.warn(
            WarningCode.LOAD_UNUSED_MACRO,
            "Macro not referred to by any other rule/macro",
            macro.context());
      }
    }
    for (DefinitionTable.Entry<ListDefinition> entry : collector.lists().entries()) {
      ListDefinition list = entry.definition();
      if (!resolver.isListUsed(list.name())) {
        diagnostics.warn(
            WarningCode.LOAD_UNUSED_LIST,
            "List not referred to by any other rule/macro",
            list.context());
      }
    }
  }
}
