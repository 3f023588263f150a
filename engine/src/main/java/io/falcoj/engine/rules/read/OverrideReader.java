// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.ItemNode;
import io.falcoj.engine.rules.definition.OverrideMode;
import io.falcoj.engine.rules.definition.RuleKey;
import io.falcoj.engine.rules.result.Diagnostics;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.rules.result.WarningCode;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code override} and {@code append} say of an item. */
final class OverrideReader {

  private static final String APPEND_DEPRECATED =
      "'append' key is deprecated. Add an 'append' entry (e.g. 'condition: append') under"
          + " 'override' instead.";
  private static final String OVERRIDE_AND_APPEND =
      "Keys 'override' and 'append: true' cannot be used together. Add an 'append' entry (e.g."
          + " 'condition: append') under 'override' instead.";

  private final Diagnostics diagnostics;

  OverrideReader(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * What an item does to the one of its name that is defined already.
   *
   * @param append whether it says {@code append: true}; then there are no overrides
   * @param overrides what {@code override} says of each key
   */
  record Overrides(boolean append, Map<RuleKey, OverrideMode> overrides) {

    /** What it does to the one key that it has besides its name. */
    OverrideMode modeOf(RuleKey key) {
      return append || overrides.get(key) == OverrideMode.APPEND
          ? OverrideMode.APPEND
          : OverrideMode.REPLACE;
    }
  }

  /**
   * @param appendKey the key by which this kind of item appends
   * @param overrideKey the key by which it overrides
   */
  Overrides read(ItemNode item, RuleKey appendKey, RuleKey overrideKey) throws RulesException {
    boolean append = item.booleanOr(appendKey, false);
    if (append) {
      diagnostics.warn(WarningCode.LOAD_DEPRECATED_ITEM, APPEND_DEPRECATED, item.context());
    }
    Map<RuleKey, OverrideMode> overrides = readOverrides(item, overrideKey);
    if (append && !overrides.isEmpty()) {
      throw RulesException.malformed(OVERRIDE_AND_APPEND, item.context());
    }
    return new Overrides(append, overrides);
  }

  private static Map<RuleKey, OverrideMode> readOverrides(ItemNode item, RuleKey key)
      throws RulesException {
    Map<RuleKey, OverrideMode> overrides = new EnumMap<>(RuleKey.class);
    YamlNode node = item.get(key.text());
    if (node == null || ItemNode.isNull(node)) {
      return overrides;
    }
    LoadContext context = item.context().at(item.mapping().span(), ItemType.OVERRIDE, "");
    ItemNode mapping = ItemNode.of(node, "Value is not a mapping", context);
    for (YamlMapping.Entry entry : mapping.mapping().entries()) {
      readOverride(entry, key.itemKind(), overrides, context);
    }
    return overrides;
  }

  private static void readOverride(
      YamlMapping.Entry entry,
      ItemKind kind,
      Map<RuleKey, OverrideMode> overrides,
      LoadContext context)
      throws RulesException {
    String name = entry.name() == null ? entry.key().describe() : entry.name();
    String operation = entry.value() instanceof YamlScalar scalar ? scalar.text() : "";
    RuleKey key = RuleKey.find(kind, entry.name()).orElse(null);
    StringBuilder allowed = new StringBuilder();
    for (OverrideMode mode : OverrideMode.values()) {
      boolean isAllowed = key != null && key.allows(mode);
      if (operation.equals(mode.text())) {
        if (!isAllowed) {
          throw forbidden(
              name, mode, kind, context.at(entry.key().span(), ItemType.OVERRIDE, name));
        }
        overrides.put(key, mode);
        return;
      }
      allowed.append(isAllowed ? mode.text() + " " : "");
    }
    throw RulesException.malformed(
        "Invalid override operation for key '"
            + name
            + "': '"
            + operation
            + "'. Allowed values are: "
            + allowed,
        context.at(entry.value().span(), ItemType.VALUE_FOR, name));
  }

  private static RulesException forbidden(
      String name, OverrideMode mode, ItemKind kind, LoadContext context) {
    List<String> allowed = new ArrayList<>();
    for (RuleKey key : RuleKey.of(kind)) {
      if (key.allows(mode)) {
        allowed.add(key.text());
      }
    }
    String message =
        switch (mode) {
          case APPEND -> "Key '" + name + "' cannot be appended to, use 'replace' instead";
          case REPLACE -> "Key '" + name + "' cannot be replaced";
        };
    return new RulesException(
        ErrorCode.LOAD_ERR_YAML_VALIDATE,
        message,
        "a " + kind.key() + " can " + mode.text() + " " + String.join(", ", allowed),
        context);
  }
}
