// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.collect;

import io.falcoj.engine.Plugin;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.ListDefinition;
import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.PluginRequirement;
import io.falcoj.engine.rules.definition.PluginVersion;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.definition.RuleUpdate;
import io.falcoj.engine.rules.definition.Version;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the files of a load define: later items define anew, append to or replace what earlier
 * ones defined, across files. Follows falco 0.44 {@code rule_loader_collector}.
 */
public final class RulesCollector {

  private final Set<String> sources;
  private final List<Plugin> plugins;
  private final ExceptionChecker checker;
  private final DefinitionTable<ListDefinition> lists = new DefinitionTable<>();
  private final DefinitionTable<MacroDefinition> macros = new DefinitionTable<>();
  private final DefinitionTable<RuleDefinition> rules = new DefinitionTable<>();
  private final List<PluginRequirement> pluginRequirements = new ArrayList<>();
  private final Map<ItemKind, Set<String>> broken = new EnumMap<>(ItemKind.class);
  private final Map<String, LeftOutRule> foreignRules = new LinkedHashMap<>();
  private @Nullable String missingPlugin;
  private Version requiredEngineVersion = Version.ZERO;
  private Diagnostics diagnostics = new Diagnostics();
  private int time;

  /**
   * @param sources the event sources that there are
   * @param plugins what can satisfy {@code required_plugin_versions}
   */
  public RulesCollector(
      Collection<String> sources, List<Plugin> plugins, ExceptionChecker checker) {
    this.sources = Set.copyOf(sources);
    this.plugins = List.copyOf(plugins);
    this.checker = checker;
  }

  /** Another file begins, about which to tell {@code diagnostics}. */
  public void begin(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    missingPlugin = null;
  }

  public DefinitionTable<ListDefinition> lists() {
    return lists;
  }

  public DefinitionTable<MacroDefinition> macros() {
    return macros;
  }

  public DefinitionTable<RuleDefinition> rules() {
    return rules;
  }

  public List<PluginRequirement> pluginRequirements() {
    return pluginRequirements;
  }

  /** The latest version that some file requires. */
  public Version requiredEngineVersion() {
    return requiredEngineVersion;
  }

  /**
   * Remembers the name of an item that could not be read or collected, so that nothing is said
   * about items that only fail because it is missing.
   */
  public void markBroken(YamlNode item) {
    if (!(item instanceof YamlMapping)) {
      return;
    }
    for (ItemKind kind : ItemKind.values()) {
      if (((YamlMapping) item).get(kind.key()) instanceof YamlScalar name) {
        broken.computeIfAbsent(kind, unused -> new HashSet<>()).add(name.text());
        return;
      }
    }
  }

  /** Whether an item of that name was reported and left out. */
  public boolean isBroken(ItemKind kind, String name) {
    return broken.getOrDefault(kind, Set.of()).contains(name);
  }

  /** The engine must be of this version or a compatible later one. */
  public void requireEngine(Version required, LoadContext context) throws RulesException {
    if (!Version.ENGINE.isCompatibleWith(required)) {
      throw RulesException.invalid(
          "Rules require engine version " + required + ", but engine version is " + Version.ENGINE,
          context);
    }
    if (requiredEngineVersion.compareTo(required) < 0) {
      requiredEngineVersion = required;
    }
  }

  /** One of these plugins must be there. */
  public void requirePlugin(PluginRequirement requirement) throws RulesException {
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
  public List<LeftOutRule> foreignRules() {
    return foreignRules.values().stream().filter(rule -> rules.find(rule.name()) == null).toList();
  }

  /** A list is defined, or appended to. */
  public void collect(ListDefinition list, OverrideMode mode) throws RulesException {
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

  /** A macro is defined, or appended to. */
  public void collect(MacroDefinition macro, OverrideMode mode) throws RulesException {
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

  /** A rule is defined. */
  public void define(RuleDefinition rule) throws RulesException {
    if (missingPlugin != null) {
      String file = rule.context().file().name();
      foreignRules.put(
          rule.name(),
          new LeftOutRule(rule.name(), file, "its file requires the plugin " + missingPlugin));
      return;
    }
    RuleDefinition previous = findPrevious(rule.name(), rule.source(), rule.context());
    boolean sourceKnown = sources.contains(rule.source());
    if (!sourceKnown) {
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
      exceptions.add(checker.check(exception, sourceKnown ? rule.source() : null));
    }
    // A policy's rule stays one when somebody writes it anew.
    boolean generated = rule.generated() || (previous != null && previous.generated());
    rules.define(rule.name(), rule.with(sourceKnown, generated).withExceptions(exceptions), time++);
  }

  /** Some keys of a rule are appended to or replaced. */
  public void update(RuleUpdate update) throws RulesException {
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
    RuleDefinition rule = previous;
    for (Map.Entry<RuleKey, Object> change : update.values().entrySet()) {
      rule = rule.with(change.getKey(), update.mode(), change.getValue());
    }
    if (update.exceptions() != null) {
      String source = rule.sourceKnown() ? rule.source() : null;
      rule =
          rule.withExceptions(
              append
                  ? appended(rule.exceptions(), update.exceptions(), source)
                  : replaced(update.exceptions(), source));
    }
    rules.define(rule.name(), rule, time++);
  }

  /** A rule is enabled or disabled. */
  public void setEnabled(String name, boolean enabled, LoadContext context) throws RulesException {
    if (missingPlugin != null) {
      return;
    }
    RuleDefinition previous = rules.find(name);
    if (previous != null) {
      rules.change(name, previous.with(RuleKey.RULE_ENABLED, OverrideMode.REPLACE, enabled));
    } else if (!isLeftOut(name)) {
      throw RulesException.invalid(
          "Rule has 'enabled' key but no rule by that name already exists", context);
    }
  }

  /**
   * Whether it was said that there is no such rule, so that nothing needs to be said of changes.
   */
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
