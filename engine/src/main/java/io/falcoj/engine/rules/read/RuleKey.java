// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.read;

import io.falcoj.engine.rules.definition.ItemKind;
import io.falcoj.engine.rules.definition.OverrideMode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that an item of a rules file may have. To add one, add a constant: the reader's warnings
 * about unknown keys, what {@code override} allows, the JSON schema and the documentation follow.
 * What the key does is up to the reader.
 */
public enum RuleKey {
  REQUIRED_ENGINE_VERSION(
      ItemKind.REQUIRED_ENGINE_VERSION,
      "required_engine_version",
      Shape.TEXT,
      "The oldest engine that the rules work with: 0.26.0, or 26."),
  REQUIRED_PLUGIN_VERSIONS(
      ItemKind.REQUIRED_PLUGIN_VERSIONS,
      "required_plugin_versions",
      Shape.PLUGIN_VERSIONS,
      "The plugins that the rules need, each with its oldest version and alternatives."),
  LIST(ItemKind.LIST, "list", Shape.TEXT, "Name of the list."),
  LIST_ITEMS(
      ItemKind.LIST,
      "items",
      Shape.ITEMS,
      "Values, or names of lists that were defined before.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  LIST_APPEND(ItemKind.LIST, "append", Shape.BOOLEAN, "Deprecated: adds the items to the list's."),
  LIST_OVERRIDE(
      ItemKind.LIST, "override", Shape.OVERRIDES, "What to do to a list that is defined already."),
  MACRO(ItemKind.MACRO, "macro", Shape.TEXT, "Name of the macro."),
  MACRO_CONDITION(
      ItemKind.MACRO,
      "condition",
      Shape.TEXT,
      "What the name stands for in conditions.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  MACRO_APPEND(
      ItemKind.MACRO,
      "append",
      Shape.BOOLEAN,
      "Deprecated: adds the condition to the macro's, behind a blank."),
  MACRO_OVERRIDE(
      ItemKind.MACRO,
      "override",
      Shape.OVERRIDES,
      "What to do to a macro that is defined already."),
  RULE(ItemKind.RULE, "rule", Shape.TEXT, "Name of the rule."),
  RULE_CONDITION(
      ItemKind.RULE,
      "condition",
      Shape.TEXT,
      "When the rule matches an event.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_OUTPUT(
      ItemKind.RULE,
      "output",
      Shape.TEXT,
      "The text of its alerts; %field stands for a field's value.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_DESC(
      ItemKind.RULE,
      "desc",
      Shape.TEXT,
      "What the rule is about.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_PRIORITY(
      ItemKind.RULE, "priority", Shape.PRIORITY, "How urgent it is.", OverrideMode.REPLACE),
  RULE_SOURCE(
      ItemKind.RULE,
      "source",
      Shape.TEXT,
      "The event source whose events it judges; syscall if nothing is said."),
  RULE_ENABLED(
      ItemKind.RULE,
      "enabled",
      Shape.BOOLEAN,
      "Whether it is enabled; it is if nothing is said.",
      OverrideMode.REPLACE),
  RULE_CAPTURE(
      ItemKind.RULE,
      "capture",
      Shape.BOOLEAN,
      "Whether its alerts start a recording.",
      OverrideMode.REPLACE),
  RULE_CAPTURE_DURATION(
      ItemKind.RULE,
      "capture_duration",
      Shape.NUMBER,
      "How long that recording lasts, in milliseconds.",
      OverrideMode.REPLACE),
  RULE_WARN_EVTTYPES(
      ItemKind.RULE,
      "warn_evttypes",
      Shape.BOOLEAN,
      "Whether to warn if it may match events of very many types.",
      OverrideMode.REPLACE),
  RULE_SKIP_IF_UNKNOWN_FILTER(
      ItemKind.RULE,
      "skip-if-unknown-filter",
      Shape.BOOLEAN,
      "Whether an unknown field only leaves the rule out, instead of failing.",
      OverrideMode.REPLACE),
  RULE_TAGS(
      ItemKind.RULE,
      "tags",
      Shape.TAGS,
      "Words by which rules are selected.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_EXCEPTIONS(
      ItemKind.RULE,
      "exceptions",
      Shape.EXCEPTIONS,
      "Values for which the rule does not match after all.",
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_OVERRIDE(
      ItemKind.RULE, "override", Shape.OVERRIDES, "What to do to a rule that is defined already."),
  RULE_APPEND(
      ItemKind.RULE,
      "append",
      Shape.BOOLEAN,
      "Deprecated: adds the condition to the rule's, behind a blank, and the exceptions.");

  /** The form of a key's value. */
  public enum Shape {
    TEXT,
    BOOLEAN,
    NUMBER,
    PRIORITY,
    ITEMS,
    TAGS,
    EXCEPTIONS,
    OVERRIDES,
    PLUGIN_VERSIONS
  }

  private final ItemKind itemKind;
  private final String text;
  private final Shape shape;
  private final String description;
  private final Set<OverrideMode> overrides;

  RuleKey(
      ItemKind itemKind, String text, Shape shape, String description, OverrideMode... overrides) {
    this.itemKind = itemKind;
    this.text = text;
    this.shape = shape;
    this.description = description;
    this.overrides = EnumSet.noneOf(OverrideMode.class);
    this.overrides.addAll(Set.of(overrides));
  }

  /** All keys that an item of this kind may have, in the order of the catalogue. */
  public static Set<RuleKey> of(ItemKind kind) {
    Set<RuleKey> keys = EnumSet.noneOf(RuleKey.class);
    for (RuleKey candidate : values()) {
      if (candidate.itemKind == kind) {
        keys.add(candidate);
      }
    }
    return keys;
  }

  /** The key of that name, if an item of this kind may have it. */
  public static Optional<RuleKey> find(ItemKind kind, @Nullable String name) {
    for (RuleKey candidate : values()) {
      if (candidate.itemKind == kind && candidate.text.equals(name)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The kind of item that may have it. */
  public ItemKind itemKind() {
    return itemKind;
  }

  /** The key as it stands in a file. */
  public String text() {
    return text;
  }

  /** The form of its value. */
  public Shape shape() {
    return shape;
  }

  /** What it says, for the documentation. */
  public String description() {
    return description;
  }

  /** Whether an item's {@code override} may do this to the key. */
  public boolean allows(OverrideMode mode) {
    return overrides.contains(mode);
  }

  /** Whether an item's {@code override} may do anything to the key. */
  public boolean isOverridable() {
    return !overrides.isEmpty();
  }
}
