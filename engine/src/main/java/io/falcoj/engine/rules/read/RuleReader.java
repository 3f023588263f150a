// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.rules.collect.RulesCollector;
import io.falcoj.engine.rules.definition.ExceptionDefinition;
import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.ItemNode;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.definition.RuleUpdate;
import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reads rules: definitions, and items that change a rule that is defined already. */
final class RuleReader {

  private static final String ENABLED_DEPRECATED =
      "The standalone 'enabled' key usage is deprecated. The correct approach requires also a"
          + " 'replace' entry under the 'override' key (i.e. 'enabled: replace').";

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
    return RuleKey.ofRuleValues().stream().filter(RuleKey::isRequired).noneMatch(item::has);
  }

  private void readEnabled(ItemNode item, String name) throws RulesException {
    boolean enabled = item.requiredBoolean(RuleKey.RULE_ENABLED);
    diagnostics.warn(WarningCode.LOAD_DEPRECATED_ITEM, ENABLED_DEPRECATED, item.context());
    collector.setEnabled(name, enabled, item.context());
  }

  private void readDefinition(ItemNode item, String name) throws RulesException {
    checkIsWhole(item, name);
    Map<RuleKey, Object> values = new EnumMap<>(RuleKey.class);
    for (RuleKey key : RuleKey.ofRuleValues()) {
      if (key.isRequired() || item.has(key)) {
        values.put(key, key.read(item));
      }
    }
    // Only what defines a rule is trimmed, not what replaces its output later.
    values.computeIfPresent(RuleKey.RULE_OUTPUT, (key, text) -> ((SourcedText) text).trimmed());
    collector.define(
        new RuleDefinition(
            name,
            values,
            true,
            exceptions.read(item, false),
            file.generated(),
            item.context(),
            at(item, RuleKey.RULE_CONDITION, ItemType.RULE_CONDITION),
            at(item, RuleKey.RULE_OUTPUT, ItemType.RULE_OUTPUT)));
  }

  private static LoadContext at(ItemNode item, RuleKey key, ItemType itemType)
      throws RulesException {
    return item.context().at(item.required(key.text()).span(), itemType, "");
  }

  /** A rule defined anew needs all that any rule needs; often a change of the old one is meant. */
  private void checkIsWhole(ItemNode item, String name) throws RulesException {
    RuleDefinition previous = collector.rules().find(name);
    if (previous == null) {
      return;
    }
    for (RuleKey key : RuleKey.ofRuleValues()) {
      if (key.isRequired() && !item.has(key)) {
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
    Map<RuleKey, Object> values = new EnumMap<>(RuleKey.class);
    if (item.has(RuleKey.RULE_CONDITION)) {
      values.put(RuleKey.RULE_CONDITION, RuleKey.RULE_CONDITION.read(item));
    }
    List<ExceptionDefinition> appended =
        item.has(RuleKey.RULE_EXCEPTIONS) ? exceptions.read(item, true) : null;
    collector.update(
        new RuleUpdate(name, OverrideMode.APPEND, source, values, appended, item.context()));
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
    Map<RuleKey, Object> values = new EnumMap<>(RuleKey.class);
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
        values.put(key, key.read(item));
      }
    }
    boolean namesSource = overrides.get(RuleKey.RULE_CONDITION) == mode;
    return new RuleUpdate(
        name, mode, namesSource ? source : "", values, changedExceptions, item.context());
  }
}
