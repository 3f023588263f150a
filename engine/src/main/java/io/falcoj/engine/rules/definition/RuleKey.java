// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.rules.result.RulesException;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key that an item of a rules file may have. To add one, add a constant: the reader's warnings
 * about unknown keys, what {@code override} allows, the JSON schema and the documentation follow. A
 * key of a rule also says what a rule has that does not say it, and as what {@code -L} shows it;
 * its {@link Shape} reads and appends its values, and {@link RuleDefinition#value} gives them to
 * whoever acts upon them.
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
      Shape.PLACED_TEXT,
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
      Shape.PLACED_TEXT,
      "When the rule matches an event.",
      RuleValue.required("condition"),
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_OUTPUT(
      ItemKind.RULE,
      "output",
      Shape.PLACED_TEXT,
      "The text of its alerts; %field stands for a field's value.",
      RuleValue.required("output"),
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_DESC(
      ItemKind.RULE,
      "desc",
      Shape.TEXT,
      "What the rule is about.",
      RuleValue.required("description"),
      OverrideMode.APPEND,
      OverrideMode.REPLACE),
  RULE_PRIORITY(
      ItemKind.RULE,
      "priority",
      Shape.PRIORITY,
      "How urgent it is.",
      RuleValue.required("priority"),
      OverrideMode.REPLACE),
  RULE_SOURCE(
      ItemKind.RULE,
      "source",
      Shape.TEXT,
      "The event source whose events it judges; syscall if nothing is said.",
      RuleValue.of("syscall").describedAs("source")),
  RULE_ENABLED(
      ItemKind.RULE,
      "enabled",
      Shape.BOOLEAN,
      "Whether it is enabled; it is if nothing is said.",
      RuleValue.of(true).describedAs("enabled"),
      OverrideMode.REPLACE),
  RULE_CAPTURE(
      ItemKind.RULE,
      "capture",
      Shape.BOOLEAN,
      "Whether its alerts start a recording.",
      RuleValue.of(false).describedAs("capture"),
      OverrideMode.REPLACE),
  RULE_CAPTURE_DURATION(
      ItemKind.RULE,
      "capture_duration",
      Shape.NUMBER,
      "How long that recording lasts, in milliseconds.",
      RuleValue.of(0L).describedAs("capture_duration"),
      OverrideMode.REPLACE),
  RULE_WARN_EVTTYPES(
      ItemKind.RULE,
      "warn_evttypes",
      Shape.BOOLEAN,
      "Whether to warn if it may match events of very many types.",
      RuleValue.of(true),
      OverrideMode.REPLACE),
  RULE_SKIP_IF_UNKNOWN_FILTER(
      ItemKind.RULE,
      "skip-if-unknown-filter",
      Shape.BOOLEAN,
      "Whether an unknown field only leaves the rule out, instead of failing.",
      RuleValue.of(false),
      OverrideMode.REPLACE),
  RULE_TAGS(
      ItemKind.RULE,
      "tags",
      Shape.TAGS,
      "Words by which rules are selected.",
      RuleValue.of(Collections.emptySortedSet()).describedAs("tags"),
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

  /** The form of a key's value, which reads it. */
  public enum Shape {
    /** A {@link String}. */
    TEXT {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return item.requiredText(key).text();
      }

      @Override
      Object append(Object value, Object more) {
        return value + " " + more;
      }
    },
    /** A {@link SourcedText}: a text to whose parts errors point. */
    PLACED_TEXT {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return SourcedText.of(item.requiredText(key));
      }

      @Override
      Object append(Object value, Object more) {
        return ((SourcedText) value).joinedWith((SourcedText) more);
      }
    },
    BOOLEAN {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return item.requiredBoolean(key);
      }
    },
    /** A {@link Long} from 0 to 4294967295. */
    NUMBER {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return item.requiredNumber(key);
      }
    },
    /** A {@link io.falcoj.engine.Priority}. */
    PRIORITY {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return item.requiredPriority(key);
      }
    },
    /** A sorted set of {@link String}s that nobody can change. */
    TAGS {
      @Override
      Object read(ItemNode item, RuleKey key) throws RulesException {
        return Collections.unmodifiableSortedSet(new TreeSet<>(item.requiredTexts(key)));
      }

      @Override
      Object append(Object value, Object more) {
        SortedSet<Object> all = new TreeSet<>((Collection<?>) value);
        all.addAll((Collection<?>) more);
        return Collections.unmodifiableSortedSet(all);
      }
    },
    ITEMS,
    EXCEPTIONS,
    OVERRIDES,
    PLUGIN_VERSIONS;

    /**
     * The value that an item gives a key, which must be there.
     *
     * @throws IllegalArgumentException if values of this form have a reader of their own
     */
    Object read(ItemNode item, RuleKey key) throws RulesException {
      throw new IllegalArgumentException("not read by itself: " + key.text());
    }

    /** What {@code append} makes of the value that is there. */
    Object append(Object value, Object more) {
      throw new IllegalArgumentException("nothing is appended to a " + this);
    }
  }

  private final ItemKind itemKind;
  private final String text;
  private final Shape shape;
  private final String description;
  private final @Nullable RuleValue ruleValue;
  private final Set<OverrideMode> overrides;

  RuleKey(
      ItemKind itemKind, String text, Shape shape, String description, OverrideMode... overrides) {
    this(itemKind, text, shape, description, null, overrides);
  }

  RuleKey(
      ItemKind itemKind,
      String text,
      Shape shape,
      String description,
      @Nullable RuleValue ruleValue,
      OverrideMode... overrides) {
    this.itemKind = itemKind;
    this.text = text;
    this.shape = shape;
    this.description = description;
    this.ruleValue = ruleValue;
    this.overrides = EnumSet.noneOf(OverrideMode.class);
    this.overrides.addAll(Set.of(overrides));
  }

  /** The keys of a rule that give it a value, in the order in which they are read. */
  public static Set<RuleKey> ofRuleValues() {
    Set<RuleKey> keys = of(ItemKind.RULE);
    keys.removeIf(key -> key.ruleValue == null);
    return keys;
  }

  /** The value that an item gives it; the item must have it. */
  public Object read(ItemNode item) throws RulesException {
    return shape.read(item, this);
  }

  /** Whether every rule must say it. */
  public boolean isRequired() {
    return ruleValue != null && ruleValue.initial() == null;
  }

  /** Its name where rules are described; empty if it is not shown. */
  public String describedAs() {
    return ruleValue == null ? "" : ruleValue.describedAs();
  }

  /** What a rule has that does not say it. */
  Object initial() {
    return Objects.requireNonNull(Objects.requireNonNull(ruleValue, text).initial(), text);
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
