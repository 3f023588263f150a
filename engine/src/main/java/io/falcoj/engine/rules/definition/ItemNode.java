// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.Priority;
import io.falcoj.engine.rules.result.ErrorCode;
import io.falcoj.engine.rules.result.ItemType;
import io.falcoj.engine.rules.result.LoadContext;
import io.falcoj.engine.rules.result.RulesException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a rules file with its place, read key by key: what is not as it must be becomes an
 * error that names the key and the value. Messages are those of falco 0.44.
 */
public record ItemNode(YamlMapping mapping, LoadContext context) {

  /**
   * @param otherwise what to say if the node is no mapping
   */
  public static ItemNode of(YamlNode node, String otherwise, LoadContext context)
      throws RulesException {
    if (node instanceof YamlMapping mapping) {
      return new ItemNode(mapping, context);
    }
    throw RulesException.malformed(otherwise, context);
  }

  /** The same mapping as another link of the chain. */
  public ItemNode in(LoadContext newContext) {
    return new ItemNode(mapping, newContext);
  }

  /** The value of a key; null if the key is missing. */
  public @Nullable YamlNode get(String key) {
    return mapping.get(key);
  }

  public boolean has(String key) {
    return mapping.get(key) != null;
  }

  public boolean has(RuleKey key) {
    return has(key.text());
  }

  /** What to say of a key that must be there. */
  public static String missing(String key) {
    return "Item has no mapping for key '" + key + "'";
  }

  public YamlNode required(String key) throws RulesException {
    YamlNode value = get(key);
    if (value == null) {
      throw RulesException.malformed(missing(key), context);
    }
    return value;
  }

  public YamlScalar requiredText(RuleKey key) throws RulesException {
    return requiredText(key.text());
  }

  public YamlScalar requiredText(String key) throws RulesException {
    YamlNode value = required(key);
    if (isNull(value)) {
      throw RulesException.malformed("Mapping for key '" + key + "' is empty", context);
    }
    LoadContext valueContext = at(value, key);
    if (!(value instanceof YamlScalar)) {
      throw RulesException.malformed("Value is not a scalar value", valueContext);
    }
    YamlScalar scalar = (YamlScalar) value;
    if (scalar.text().isEmpty()) {
      throw RulesException.malformed("Value must be non-empty", valueContext);
    }
    return scalar;
  }

  /** The text of a key that may be missing or without value; empty then. */
  public String textOrEmpty(RuleKey key) throws RulesException {
    YamlNode value = get(key.text());
    if (value == null || isNull(value)) {
      return "";
    }
    if (value instanceof YamlScalar scalar && scalar.text().isEmpty()) {
      return "";
    }
    return requiredText(key).text();
  }

  public boolean requiredBoolean(RuleKey key) throws RulesException {
    YamlScalar scalar = requiredText(key);
    return scalar.toBoolean().orElseThrow(() -> undecodable(scalar, key, "true or false"));
  }

  public boolean booleanOr(RuleKey key, boolean otherwise) throws RulesException {
    return has(key) ? requiredBoolean(key) : otherwise;
  }

  /** A whole number that 32 bits without sign can hold. */
  public long requiredNumber(RuleKey key) throws RulesException {
    YamlScalar scalar = requiredText(key);
    Long number = Numbers.parseUnsigned(scalar.text());
    if (number == null) {
      throw undecodable(scalar, key, "a whole number from 0 to 4294967295");
    }
    return number;
  }

  public Priority requiredPriority(RuleKey key) throws RulesException {
    YamlScalar text = requiredText(key);
    return Priority.parse(text.text())
        .orElseThrow(
            () ->
                new RulesException(
                    ErrorCode.LOAD_ERR_YAML_VALIDATE,
                    "Invalid priority",
                    priorityHint(text.text()),
                    context.at(text.span(), ItemType.RULE_PRIORITY, "")));
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

  /** The texts of a list that must be there. */
  public List<String> requiredTexts(RuleKey key) throws RulesException {
    return requiredScalars(key).stream().map(YamlScalar::text).toList();
  }

  /** The same with their places. */
  public List<YamlScalar> requiredScalars(RuleKey key) throws RulesException {
    YamlNode value = required(key.text());
    LoadContext valueContext = at(value, key.text());
    List<YamlScalar> scalars = new ArrayList<>();
    for (YamlNode item : items(value, "Value is not a sequence", valueContext)) {
      if (!(item instanceof YamlScalar) || isNull(item)) {
        throw RulesException.malformed(
            "sequence value is not scalar", valueContext.at(item.span(), ItemType.LIST_ITEM, ""));
      }
      scalars.add((YamlScalar) item);
    }
    return scalars;
  }

  /** The link of the chain that is a key's value. */
  public LoadContext at(YamlNode value, String key) {
    return context.at(value.span(), ItemType.VALUE_FOR, key);
  }

  /**
   * @param otherwise what to say if the node is no list
   */
  public static List<YamlNode> items(YamlNode node, String otherwise, LoadContext context)
      throws RulesException {
    if (node instanceof YamlSequence sequence) {
      return sequence.items();
    }
    throw RulesException.malformed(otherwise, context);
  }

  public static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  private RulesException undecodable(YamlScalar scalar, RuleKey key, String expected) {
    return new RulesException(
        ErrorCode.LOAD_ERR_YAML_VALIDATE,
        "Can't decode YAML scalar value",
        "'" + key.text() + "' must be " + expected + ", not '" + scalar.text() + "'",
        at(scalar, key.text()));
  }
}
