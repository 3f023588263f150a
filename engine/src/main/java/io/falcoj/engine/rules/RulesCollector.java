// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the files of a load define: later items define anew, append to or replace what earlier
 * ones defined, across files. Follows falco 0.44 {@code rule_loader_collector}.
 */
final class RulesCollector {

  private final Set<String> sources;
  private final List<Plugin> plugins;
  private final ExceptionChecker checker;
  private final DefinitionTable<ListDefinition> lists = new DefinitionTable<>();
  private final DefinitionTable<MacroDefinition> macros = new DefinitionTable<>();
  private final DefinitionTable<RuleDefinition> rules = new DefinitionTable<>();
  private final List<RulesItem.PluginRequirement> pluginRequirements = new ArrayList<>();
  private final Map<ItemKind, Set<String>> broken = new EnumMap<>(ItemKind.class);
  private final Map<String, LeftOutRule> foreignRules = new LinkedHashMap<>();
  private @Nullable String missingPlugin;
  private Version requiredEngineVersion = Version.ZERO;
  private Diagnostics diagnostics = new Diagnostics();
  private int time;

  RulesCollector(LoaderSettings settings, ExceptionChecker checker) {
    this.sources = Set.copyOf(settings.sources());
    this.plugins = settings.plugins();
    this.checker = checker;
    for (ItemKind kind : ItemKind.values()) {
      broken.put(kind, new HashSet<>());
    }
  }

  /** Another file begins, about which to tell {@code diagnostics}. */
  void begin(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    missingPlugin = null;
  }

  DefinitionTable<ListDefinition> lists() {
    return lists;
  }

  DefinitionTable<MacroDefinition> macros() {
    return macros;
  }

  DefinitionTable<RuleDefinition> rules() {
    return rules;
  }

  List<RulesItem.PluginRequirement> pluginRequirements() {
    return pluginRequirements;
  }

  /** The latest version that some file requires. */
  Version requiredEngineVersion() {
    return requiredEngineVersion;
  }

  /**
   * Remembers the name of an item that could not be read or collected, so that nothing is said
   * about items that only fail because it is missing.
   */
  void markBroken(YamlNode item) {
    if (!(item instanceof YamlMapping)) {
      return;
    }
    for (ItemKind kind : ItemKind.values()) {
      if (((YamlMapping) item).get(kind.key()) instanceof YamlScalar name) {
        broken.get(kind).add(name.text());
        return;
      }
    }
  }

  /** Whether an item of that name was reported and left out. */
  boolean isBroken(ItemKind kind, String name) {
    return broken.get(kind).contains(name);
  }

  void require(RulesItem.EngineRequirement requirement) throws RulesException {
    Version required = requirement.version();
    if (!Version.ENGINE.isCompatibleWith(required)) {
      throw RulesException.invalid(
          "Rules require engine version " + required + ", but engine version is " + Version.ENGINE,
          requirement.context());
    }
    if (requiredEngineVersion.compareTo(required) < 0) {
      requiredEngineVersion = required;
    }
  }

  void require(RulesItem.PluginRequirement requirement) throws RulesException {
    Set<String> names = new HashSet<>();
    for (PluginVersion plugin : requirement.alternatives()) {
      if (Version.parse(plugin.version()).isEmpty()) {
        throw RulesException.invalid(
            "Invalid required version '"
                + plugin.version()
                + "' for plugin '"
                + plugin.name()
                + "'",
            requirement.context());
      }
      if (!names.add(plugin.name())) {
        throw RulesException.invalid(
            "Defined multiple alternative version requirements for plugin '" + plugin.name() + "'",
            requirement.context());
      }
    }
    pluginRequirements.add(requirement);
    if (!PluginRequirements.areMet(requirement, plugins)) {
      missingPlugin = PluginRequirements.describe(requirement);
      diagnostics.add(
          Diagnostic.of(
              WarningCode.LOAD_UNKNOWN_PLUGIN,
              "Plugin requirement not satisfied, must load one of: "
                  + missingPlugin
                  + ". falcoj cannot, so the rules of "
                  + requirement.context().file().name()
                  + " are left out",
              "rules that do without the plugin are evaluated from a file that does not require it",
              requirement.context()));
    }
  }

  /** The rules of files that require a plugin that is not there, and of no other file. */
  List<LeftOutRule> foreignRules() {
    return foreignRules.values().stream().filter(rule -> rules.find(rule.name()) == null).toList();
  }

  void collect(ListDefinition list, OverrideMode mode) throws RulesException {
    if (mode == OverrideMode.REPLACE) {
      lists.define(list.name(), list, time++);
      return;
    }
    ListDefinition previous = lists.find(list.name());
    if (previous != null) {
      lists.define(list.name(), previous.withAppended(list), time++);
    } else if (!isBroken(ItemKind.LIST, list.name())) {
      throw RulesException.invalid(
          "List uses 'append' or 'override.items: append' but no list by that name already exists",
          list.context());
    }
  }

  void collect(MacroDefinition macro, OverrideMode mode) throws RulesException {
    if (mode == OverrideMode.REPLACE) {
      macros.define(macro.name(), macro, time++);
      return;
    }
    MacroDefinition previous = macros.find(macro.name());
    if (previous != null) {
      macros.define(macro.name(), previous.withAppended(macro), time++);
    } else if (!isBroken(ItemKind.MACRO, macro.name())) {
      throw RulesException.invalid(
          "Macro uses 'append' or 'override.condition: append' but no macro by that name already"
              + " exists",
          macro.context());
    }
  }

  void define(RuleDefinition rule) throws RulesException {
    if (missingPlugin != null) {
      String file = rule.context().file().name();
      foreignRules.put(
          rule.name(),
          new LeftOutRule(rule.name(), file, "its file requires the plugin " + missingPlugin));
      return;
    }
    RuleDefinition previous = findPrevious(rule.name(), rule.source(), rule.context());
    RuleBuilder builder = new RuleBuilder(rule);
    // A policy's rule stays one when somebody writes it anew.
    builder.generated |= previous != null && previous.generated();
    builder.sourceKnown = sources.contains(rule.source());
    if (!builder.sourceKnown) {
      diagnostics.warn(
          WarningCode.LOAD_UNKNOWN_SOURCE,
          "Unknown source " + rule.source() + ", skipping",
          rule.context());
    }
    List<ExceptionDefinition> exceptions = new ArrayList<>();
    for (ExceptionDefinition exception : rule.exceptions()) {
      if (!exception.fields().isPresent()) {
        throw RulesException.invalid(
            "Rule exception item must have fields property with a list of fields",
            exception.context());
      }
      exceptions.add(checker.check(exception, builder.sourceKnown ? rule.source() : null));
    }
    builder.exceptions = exceptions;
    rules.define(rule.name(), builder.build(), time++);
  }

  void update(RuleUpdate update) throws RulesException {
    if (missingPlugin != null) {
      return;
    }
    RuleDefinition previous = findPrevious(update.rule(), update.source(), update.context());
    boolean append = update.mode() == OverrideMode.APPEND;
    if (previous == null) {
      if (isLeftOut(update.rule())) {
        return;
      }
      throw RulesException.invalid(
          append
              ? "Rule uses 'append' or 'override.<key>: append' but no rule by that name already"
                  + " exists"
              : "An 'override.<key>: replace' to a rule was requested but no rule by that name"
                  + " already exists",
          update.context());
    }
    if (update.isEmpty()) {
      throw RulesException.invalid(
          "Appended rule must have exceptions or condition property", update.context());
    }
    RuleBuilder rule = new RuleBuilder(previous);
    for (Consumer<RuleBuilder> change : update.changes()) {
      change.accept(rule);
    }
    if (update.exceptions() != null) {
      String source = rule.sourceKnown ? rule.source : null;
      rule.exceptions =
          append
              ? appended(rule.exceptions, update.exceptions(), source)
              : replaced(update.exceptions(), source);
    }
    rules.define(rule.name, rule.build(), time++);
  }

  void setEnabled(RulesItem.RuleEnabledItem item) throws RulesException {
    if (missingPlugin != null) {
      return;
    }
    RuleDefinition previous = rules.find(item.rule());
    if (previous != null) {
      RuleBuilder rule = new RuleBuilder(previous);
      rule.enabled = item.enabled();
      rules.change(item.rule(), rule.build());
    } else if (!isLeftOut(item.rule())) {
      throw RulesException.invalid(
          "Rule has 'enabled' key but no rule by that name already exists", item.context());
    }
  }

  /** Whether it was said that there is no such rule, so that nothing needs to be said of changes. */
  private boolean isLeftOut(String rule) {
    return isBroken(ItemKind.RULE, rule) || foreignRules.containsKey(rule);
  }

  private @Nullable RuleDefinition findPrevious(String name, String source, LoadContext context)
      throws RulesException {
    RuleDefinition previous = rules.find(name);
    if (previous != null && !source.isEmpty() && !previous.source().equals(source)) {
      throw RulesException.invalid(
          "Rule has been re-defined with a different source",
          "it is defined for source " + previous.source(),
          context);
    }
    return previous;
  }

  private List<ExceptionDefinition> appended(
      List<ExceptionDefinition> present, List<ExceptionDefinition> more, @Nullable String source)
      throws RulesException {
    List<ExceptionDefinition> result = new ArrayList<>(present);
    for (ExceptionDefinition exception : more) {
      int index = indexOf(result, exception.name());
      if (index < 0) {
        result.add(newlyAppended(exception, source));
        continue;
      }
      if (exception.fields().isPresent()) {
        throw RulesException.invalid(
            "Can not append exception fields to existing exception, only values",
            exception.context());
      }
      if (exception.comps().isPresent()) {
        throw RulesException.invalid(
            "Can not append exception comps to existing exception, only values",
            exception.context());
      }
      result.set(index, result.get(index).withAppendedValues(exception.values()));
    }
    return result;
  }

  private ExceptionDefinition newlyAppended(ExceptionDefinition exception, @Nullable String source)
      throws RulesException {
    if (!exception.fields().isPresent()) {
      throw RulesException.invalid(
          "Rule exception must have fields property with a list of fields",
          "the rule has no exception '" + exception.name() + "' to append values to",
          exception.context());
    }
    if (exception.values().isEmpty()) {
      throw RulesException.invalid(
          "Rule exception must have values property with a list of values", exception.context());
    }
    return checker.check(exception, source);
  }

  private List<ExceptionDefinition> replaced(
      List<ExceptionDefinition> exceptions, @Nullable String source) throws RulesException {
    List<ExceptionDefinition> result = new ArrayList<>();
    for (ExceptionDefinition exception : exceptions) {
      if (!exception.fields().isPresent()) {
        throw RulesException.invalid(
            "Rule exception item must have fields property with a list of fields",
            exception.context());
      }
      result.add(checker.check(exception, source));
    }
    return result;
  }

  private static int indexOf(List<ExceptionDefinition> exceptions, String name) {
    for (int i = 0; i < exceptions.size(); i++) {
      if (exceptions.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
