// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.collect.RulesCollector;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.RuleBuilder;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.RuleUpdate;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads rules: definitions, and items that change a rule that is defined already. */
final class RuleReader {

  private static final String ENABLED_DEPRECATED =
      "The standalone 'enabled' key usage is deprecated. The correct approach requires also a"
          + " 'replace' entry under the 'override' key (i.e. 'enabled: replace').";

  /** In the order in which they are missed. */
  private static final List<RuleKey> REQUIRED =
      List.of(
          RuleKey.RULE_CONDITION, RuleKey.RULE_OUTPUT, RuleKey.RULE_DESC, RuleKey.RULE_PRIORITY);

  private final RulesFile file;
  private final RulesCollector collector;
  private final Diagnostics diagnostics;
  private final ExceptionReader exceptions;

  RuleReader(RulesFile file, RulesCollector collector, Diagnostics diagnostics) {
    this.file = file;
    this.collector = collector;
    this.diagnostics = diagnostics;
    this.exceptions = new ExceptionReader(diagnostics);
  }

  void read(ItemNode item, String name) throws RulesException {
    String source = item.textOrEmpty(RuleKey.RULE_SOURCE);
    OverrideReader.Overrides overrides =
        new OverrideReader(diagnostics).read(item, RuleKey.RULE_APPEND, RuleKey.RULE_OVERRIDE);
    if (!overrides.overrides().isEmpty()) {
      readOverrides(item, name, source, overrides.overrides());
    } else if (overrides.append()) {
      readAppend(item, name, source);
    } else if (definesNothing(item)) {
      readEnabled(item, name);
    } else {
      readDefinition(item, name);
    }
  }

  private static boolean definesNothing(ItemNode item) {
    return REQUIRED.stream().noneMatch(item::has);
  }

  private void readEnabled(ItemNode item, String name) throws RulesException {
    boolean enabled = item.requiredBoolean(RuleKey.RULE_ENABLED);
    diagnostics.warn(WarningCode.LOAD_DEPRECATED_ITEM, ENABLED_DEPRECATED, item.context());
    collector.setEnabled(name, enabled, item.context());
  }

  private void readDefinition(ItemNode item, String name) throws RulesException {
    checkIsWhole(item, name);
    YamlScalar condition = item.requiredText(RuleKey.RULE_CONDITION);
    YamlScalar output = item.requiredText(RuleKey.RULE_OUTPUT);
    LoadContext context = item.context();
    RuleBuilder rule =
        new RuleBuilder(
            name,
            SourcedText.of(condition),
            SourcedText.of(output).trimmed(),
            item.requiredText(RuleKey.RULE_DESC).text(),
            context,
            context.at(condition.span(), ItemType.RULE_CONDITION, ""),
            context.at(output.span(), ItemType.RULE_OUTPUT, ""));
    rule.generated = file.generated();
    rule.priority = readPriority(item);
    if (item.has(RuleKey.RULE_SOURCE)) {
      rule.source = item.requiredText(RuleKey.RULE_SOURCE).text();
    }
    rule.enabled = item.booleanOr(RuleKey.RULE_ENABLED, true);
    rule.capture = item.booleanOr(RuleKey.RULE_CAPTURE, false);
    if (item.has(RuleKey.RULE_CAPTURE_DURATION)) {
      rule.captureDurationMillis = item.requiredNumber(RuleKey.RULE_CAPTURE_DURATION);
    }
    rule.warnEventTypes = item.booleanOr(RuleKey.RULE_WARN_EVTTYPES, true);
    rule.skipIfUnknownFilter = item.booleanOr(RuleKey.RULE_SKIP_IF_UNKNOWN_FILTER, false);
    if (item.has(RuleKey.RULE_TAGS)) {
      rule.tags.addAll(item.requiredTexts(RuleKey.RULE_TAGS));
    }
    rule.exceptions = exceptions.read(item, false);
    collector.define(rule.build());
  }

  /** A rule defined anew needs all that any rule needs; often a change of the old one is meant. */
  private void checkIsWhole(ItemNode item, String name) throws RulesException {
    RuleDefinition previous = collector.rules().find(name);
    if (previous == null) {
      return;
    }
    for (RuleKey key : REQUIRED) {
      if (!item.has(key)) {
        LoadContext defined = previous.context();
        throw new RulesException(
            ErrorCode.LOAD_ERR_YAML_VALIDATE,
            ItemNode.missing(key.text()),
            "the rule is defined in %s:%d; to change it, say how under 'override'"
                .formatted(defined.file().name(), defined.span().line()),
            item.context());
      }
    }
  }

  private void readAppend(ItemNode item, String name, String source) throws RulesException {
    List<Consumer<RuleBuilder>> changes = new ArrayList<>();
    if (item.has(RuleKey.RULE_CONDITION)) {
      changes.add(change(RuleKey.RULE_CONDITION, OverrideMode.APPEND, item));
    }
    List<ExceptionDefinition> appended =
        item.has(RuleKey.RULE_EXCEPTIONS) ? exceptions.read(item, true) : null;
    collector.update(
        new RuleUpdate(name, OverrideMode.APPEND, source, changes, appended, item.context()));
  }

  private void readOverrides(
      ItemNode item, String name, String source, Map<RuleKey, OverrideMode> overrides)
      throws RulesException {
    for (OverrideMode mode : OverrideMode.values()) {
      if (overrides.containsValue(mode)) {
        collector.update(readUpdate(item, name, source, mode, overrides));
      }
    }
    NavigableMap<String, YamlNode> unexpected = new TreeMap<>();
    for (RuleKey key : RuleKey.of(ItemKind.RULE)) {
      YamlNode value = item.get(key.text());
      if (value != null && key.isOverridable() && !overrides.containsKey(key)) {
        unexpected.put(key.text(), value);
      }
    }
    Map.Entry<String, YamlNode> first = unexpected.firstEntry();
    if (first != null) {
      String key = first.getKey();
      throw RulesException.malformed(
          "Unexpected key '" + key + "': no corresponding entry under 'override' is defined.",
          item.context().at(first.getValue().span(), ItemType.OVERRIDE, key));
    }
  }

  private RuleUpdate readUpdate(
      ItemNode item,
      String name,
      String source,
      OverrideMode mode,
      Map<RuleKey, OverrideMode> overrides)
      throws RulesException {
    List<Consumer<RuleBuilder>> changes = new ArrayList<>();
    List<ExceptionDefinition> changedExceptions = null;
    for (Map.Entry<RuleKey, OverrideMode> override : overrides.entrySet()) {
      RuleKey key = override.getKey();
      if (override.getValue() != mode) {
        continue;
      }
      if (!item.has(key)) {
        throw RulesException.malformed(
            "An %s override for '%s' was specified but '%s' is not defined"
                .formatted(mode.text(), key.text(), key.text()),
            item.context());
      }
      if (key == RuleKey.RULE_EXCEPTIONS) {
        changedExceptions = exceptions.read(item, mode == OverrideMode.APPEND);
      } else {
        changes.add(change(key, mode, item));
      }
    }
    boolean namesSource = overrides.get(RuleKey.RULE_CONDITION) == mode;
    return new RuleUpdate(
        name, mode, namesSource ? source : "", changes, changedExceptions, item.context());
  }

  /** What a key of the item does to the rule that it names. */
  private static Consumer<RuleBuilder> change(RuleKey key, OverrideMode mode, ItemNode item)
      throws RulesException {
    boolean append = mode == OverrideMode.APPEND;
    return switch (key) {
      case RULE_CONDITION -> {
        SourcedText text = SourcedText.of(item.requiredText(key));
        yield rule -> rule.condition = append ? rule.condition.joinedWith(text) : text;
      }
      case RULE_OUTPUT -> {
        SourcedText text = SourcedText.of(item.requiredText(key));
        yield rule -> rule.output = append ? rule.output.joinedWith(text) : text;
      }
      case RULE_DESC -> {
        String text = item.requiredText(key).text();
        yield rule -> rule.description = append ? rule.description + " " + text : text;
      }
      case RULE_TAGS -> {
        SortedSet<String> tags = new TreeSet<>(item.requiredTexts(key));
        yield rule -> {
          if (!append) {
            rule.tags.clear();
          }
          rule.tags.addAll(tags);
        };
      }
      case RULE_PRIORITY -> {
        Priority priority = readPriority(item);
        yield rule -> rule.priority = priority;
      }
      case RULE_CAPTURE_DURATION -> {
        long millis = item.requiredNumber(key);
        yield rule -> rule.captureDurationMillis = millis;
      }
      case RULE_ENABLED -> {
        boolean value = item.requiredBoolean(key);
        yield rule -> rule.enabled = value;
      }
      case RULE_CAPTURE -> {
        boolean value = item.requiredBoolean(key);
        yield rule -> rule.capture = value;
      }
      case RULE_WARN_EVTTYPES -> {
        boolean value = item.requiredBoolean(key);
        yield rule -> rule.warnEventTypes = value;
      }
      case RULE_SKIP_IF_UNKNOWN_FILTER -> {
        boolean value = item.requiredBoolean(key);
        yield rule -> rule.skipIfUnknownFilter = value;
      }
      case REQUIRED_ENGINE_VERSION,
          REQUIRED_PLUGIN_VERSIONS,
          LIST,
          LIST_ITEMS,
          LIST_APPEND,
          LIST_OVERRIDE,
          MACRO,
          MACRO_CONDITION,
          MACRO_APPEND,
          MACRO_OVERRIDE,
          RULE,
          RULE_SOURCE,
          RULE_EXCEPTIONS,
          RULE_OVERRIDE,
          RULE_APPEND ->
          throw new IllegalArgumentException("not a key that changes a rule: " + key);
    };
  }

  private static Priority readPriority(ItemNode item) throws RulesException {
    YamlScalar text = item.requiredText(RuleKey.RULE_PRIORITY);
    return Priority.parse(text.text())
        .orElseThrow(
            () ->
                new RulesException(
                    ErrorCode.LOAD_ERR_YAML_VALIDATE,
                    "Invalid priority",
                    priorityHint(text.text()),
                    item.context().at(text.span(), ItemType.RULE_PRIORITY, "")));
  }

  private static String priorityHint(String text) {
    List<String> names = Stream.of(Priority.values()).map(Priority::name).toList();
    String wanted = text.toUpperCase(Locale.ROOT);
    List<String> meant = names.stream().filter(name -> name.startsWith(wanted)).toList();
    if (meant.isEmpty()) {
      meant = NearestNames.to(wanted, names);
    }
    return meant.isEmpty()
        ? "'" + text + "' is none of " + String.join(", ", names)
        : "did you mean " + String.join(" or ", meant) + "?";
  }
}
