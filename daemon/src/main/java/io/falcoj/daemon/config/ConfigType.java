// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.Priority;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What values a key takes.
 *
 * @param description of a value, for messages: {@code true or false}
 * @param schema of a value, as JSON Schema; not to be changed
 * @param reader gives the value that a node stands for; empty if it stands for none
 */
public record ConfigType<T>(
    String description, ObjectNode schema, Function<YamlNode, Optional<T>> reader) {

  /** True or false, in all the words that Falco takes. */
  public static final ConfigType<Boolean> BOOLEAN =
      ofScalar("true or false", "boolean", YamlScalar::toBoolean);

  /** Any text. */
  public static final ConfigType<String> TEXT =
      ofScalar("a text", "string", scalar -> Optional.of(scalar.text()));

  /** A whole number. */
  public static final ConfigType<Long> INTEGER =
      ofScalar("a whole number", "integer", scalar -> number(scalar, Long::valueOf));

  /** A whole number from one to another, both included. */
  public static ConfigType<Long> integer(long least, long most) {
    ObjectNode schema = ofType("integer").put("minimum", least).put("maximum", most);
    return new ConfigType<>(
        "a whole number from " + least + " to " + most,
        schema,
        node -> INTEGER.reader().apply(node).filter(value -> value >= least && value <= most));
  }

  /** A number. */
  public static final ConfigType<Double> NUMBER =
      ofScalar("a number", "number", scalar -> number(scalar, Double::valueOf));

  /** The name of a priority. */
  public static final ConfigType<Priority> PRIORITY =
      ofScalar(
          "a priority from emergency to debug", "string", scalar -> Priority.parse(scalar.text()));

  /** Names with a text each. */
  public static final ConfigType<Map<String, String>> TEXTS_BY_NAME =
      new ConfigType<>("a mapping of names to texts", ofType("object"), ConfigType::textsByName);

  /** One of the constants of an enum, by its name in any case. */
  public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String names =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    return ofScalar(
        names,
        "string",
        scalar ->
            Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(scalar.text()))
                .findFirst());
  }

  /**
   * Any number of values of another type; one that stands alone is a list of one, as in Falco.
   *
   * @param description of the list
   */
  public static <T> ConfigType<List<T>> listOf(String description, ConfigType<T> item) {
    ObjectNode schema = ofType("array");
    schema.set("items", item.schema());
    return new ConfigType<>(description, schema, node -> list(node, item));
  }

  /** The schema of values of a JSON type. */
  static ObjectNode ofType(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static <T> ConfigType<T> ofScalar(
      String description, String jsonType, Function<YamlScalar, Optional<T>> reader) {
    return new ConfigType<>(
        description,
        ofType(jsonType),
        node -> node instanceof YamlScalar scalar ? reader.apply(scalar) : Optional.empty());
  }

  private static <T> Optional<T> number(YamlScalar scalar, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(scalar.text()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static <T> Optional<List<T>> list(YamlNode node, ConfigType<T> item) {
    List<YamlNode> items = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
    List<T> values = new ArrayList<>();
    for (YamlNode each : items) {
      Optional<T> value = item.reader().apply(each);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }

  private static Optional<Map<String, String>> textsByName(YamlNode node) {
    if (!(node instanceof YamlMapping)) {
      return Optional.empty();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (YamlMapping.Entry entry : ((YamlMapping) node).entries()) {
      String name = entry.name();
      if (name == null || !(entry.value() instanceof YamlScalar scalar)) {
        return Optional.empty();
      }
      texts.putIfAbsent(name, scalar.text());
    }
    return Optional.of(Collections.unmodifiableMap(texts));
  }
}
