// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.ItemType;

/** What an item of a rules file is. The first of these keys that an item has decides. */
public enum ItemKind {
  REQUIRED_ENGINE_VERSION("required_engine_version", ItemType.REQUIRED_ENGINE_VERSION),
  REQUIRED_PLUGIN_VERSIONS("required_plugin_versions", ItemType.REQUIRED_PLUGIN_VERSIONS),
  LIST("list", ItemType.LIST),
  MACRO("macro", ItemType.MACRO),
  RULE("rule", ItemType.RULE);

  private final String key;
  private final ItemType itemType;

  ItemKind(String key, ItemType itemType) {
    this.key = key;
    this.itemType = itemType;
  }

  /** The key that makes an item one of this kind. */
  public String key() {
    return key;
  }

  /** How results call a place that is an item of this kind. */
  public ItemType itemType() {
    return itemType;
  }
}
