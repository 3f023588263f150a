// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the properties of one object of a policy, as strictly as an API server does: a wrong type
 * is an error, and so is, at the end, every key that nobody asked for. A property that is null is
 * not given. After an error it goes on, so that a file's errors are told together.
 */
final class ObjectReader {

  private static final String MERGE_KEY = "<<";

  // Far more than an API server stores; the checks across two lists take their product in time.
  private static final int MOST_ITEMS = 10_000;

  private final PolicyText text;
  private final String path;
  private final Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  ObjectReader(PolicyText text, String path, YamlMapping mapping) {
    this.text = text;
    this.path = path;
    collect(mapping, false);
  }

  /** The path of a property of this object. */
  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The property's node; null if it is not given. */
  @Nullable YamlNode node(String key) {
    known.add(key);
    YamlMapping.Entry entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    text.remember(pathOf(key), entry.value().span());
    return entry.value() instanceof YamlScalar scalar && scalar.isNull() ? null : entry.value();
  }

  @Nullable String string(String key) {
    YamlNode node = node(key);
    return node == null ? null : toString(pathOf(key), node);
  }

  String stringOrEmpty(String key) {
    String value = string(key);
    return value == null ? "" : value;
  }

  @Nullable Boolean bool(String key) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    if (node instanceof YamlScalar scalar && !scalar.isMarkedAsText()) {
      Optional<Boolean> value = scalar.toBoolean();
      if (value.isPresent()) {
        return value.get();
      }
    }
    wrongType(pathOf(key), node, "true or false");
    return null;
  }

  boolean bool(String key, boolean ifAbsent) {
    Boolean value = bool(key);
    return value == null ? ifAbsent : value;
  }

  /**
   * @param bits size of the signed number in Kubernetes' type
   * @return 0 if it is not given, as in Kubernetes
   */
  long integer(String key, int bits) {
    YamlNode node = node(key);
    if (node == null) {
      return 0;
    }
    Optional<BigInteger> value =
        node instanceof YamlScalar scalar ? wholeNumber(scalar) : Optional.empty();
    if (value.isEmpty()) {
      wrongType(pathOf(key), node, "a whole number");
      return 0;
    }
    if (value.get().bitLength() >= bits) {
      wrongType(pathOf(key), node, "a number of at most " + bits + " bits");
      return 0;
    }
    return value.get().longValue();
  }

  /** The texts of a list; null if it is not given. */
  @Nullable List<String> strings(String key) {
    return list(key, this::toString);
  }

  /** The objects of a list; null if it is not given. */
  <T> @Nullable List<T> objects(String key, Function<ObjectReader, T> reader) {
    return list(
        key,
        (itemPath, node) -> {
          ObjectReader item = toObject(itemPath, node);
          return item == null ? null : item.readWith(reader);
        });
  }

  /** The object; null if it is not given. */
  <T> @Nullable T object(String key, Function<ObjectReader, T> reader) {
    YamlNode node = node(key);
    ObjectReader object = node == null ? null : toObject(pathOf(key), node);
    return object == null ? null : object.readWith(reader);
  }

  /** The object; one without properties if it is not given. */
  <T> T objectOrEmpty(String key, Function<ObjectReader, T> reader) {
    T object = object(key, reader);
    return object == null
        ? reader.apply(new ObjectReader(text, pathOf(key), new YamlMapping(List.of(), Span.START)))
        : object;
  }

  /** A mapping from any text to text; empty if it is not given. */
  Map<String, String> stringMap(String key) {
    Map<String, String> strings = new LinkedHashMap<>();
    YamlNode node = node(key);
    ObjectReader object = node == null ? null : toObject(pathOf(key), node);
    if (object != null) {
      for (Map.Entry<String, YamlMapping.Entry> entry : object.entries.entrySet()) {
        String itemPath = pathOf(key) + "[" + entry.getKey() + "]";
        YamlNode value = entry.getValue().value();
        text.remember(itemPath, value.span());
        String string = toString(itemPath, value);
        if (string != null) {
          strings.put(entry.getKey(), string);
        }
      }
    }
    return strings;
  }

  /** Takes keys as known whose values do not matter to a policy. */
  void ignore(String... keys) {
    known.addAll(List.of(keys));
  }

  /** Reads the object and reports what it holds beyond that. */
  <T> T readWith(Function<ObjectReader, T> reader) {
    T value = reader.apply(this);
    entries.forEach(
        (key, entry) -> {
          if (!known.contains(key)) {
            String near = NearestNames.ignoringCase(key, known);
            text.errorAt(
                pathOf(key),
                entry.key().span(),
                near == null ? "unknown property" : "unknown property, did you mean " + near + "?");
          }
        });
    return value;
  }

  private interface ItemReader<T> {
    @Nullable T read(String path, YamlNode node);
  }

  private <T> @Nullable List<T> list(String key, ItemReader<T> reader) {
    YamlNode node = node(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof YamlSequence sequence)) {
      wrongType(pathOf(key), node, "a list");
      return null;
    }
    if (sequence.items().size() > MOST_ITEMS) {
      text.error(
          pathOf(key),
          "found " + sequence.items().size() + " items, expected at most " + MOST_ITEMS);
      return null;
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      String itemPath = pathOf(key) + "[" + i + "]";
      YamlNode item = sequence.items().get(i);
      text.remember(itemPath, item.span());
      T value = reader.read(itemPath, item);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @Nullable ObjectReader toObject(String objectPath, YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return new ObjectReader(text, objectPath, mapping);
    }
    wrongType(objectPath, node, "a mapping");
    return null;
  }

  private @Nullable String toString(String stringPath, YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      wrongType(stringPath, node, "a text");
      return null;
    }
    boolean readsAsText =
        scalar.isMarkedAsText()
            || !(scalar.isNull()
                || scalar.toBoolean().isPresent()
                || scalar.toInteger().isPresent()
                || scalar.isFloat());
    if (!readsAsText) {
      wrongType(stringPath, node, "a text; quotes make it one");
      return null;
    }
    return scalar.text();
  }

  /** The number, also if written as a float that is whole, such as {@code 1e3}. */
  private static Optional<BigInteger> wholeNumber(YamlScalar scalar) {
    Optional<BigInteger> integer = scalar.toInteger();
    if (integer.isPresent() || !scalar.isFloat()) {
      return integer;
    }
    try {
      BigDecimal number = new BigDecimal(scalar.text().replace("_", ""));
      // A hostile exponent must not be written out.
      return number.precision() - number.scale() > 40
          ? Optional.empty()
          : Optional.of(number.toBigIntegerExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void wrongType(String valuePath, YamlNode node, String expected) {
    text.errorAt(valuePath, node.span(), "found " + node.describe() + ", expected " + expected);
  }

  private void collect(YamlMapping mapping, boolean merged) {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String name = entry.name();
      if (name == null) {
        text.errorAt(
            path, entry.key().span(), "found " + entry.key().describe() + ", expected a key");
      } else if (name.equals(MERGE_KEY)) {
        continue;
      } else if (merged) {
        entries.putIfAbsent(name, entry);
      } else if (entries.putIfAbsent(name, entry) != null) {
        text.errorAt(pathOf(name), entry.key().span(), "the key stands here a second time");
      }
    }
    for (YamlMapping.Entry entry : mapping.entries()) {
      if (MERGE_KEY.equals(entry.name())) {
        merge(entry.value());
      }
    }
  }

  /** Adds the keys of another mapping, or of several, that are not here yet (YAML 1.1). */
  private void merge(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      collect(mapping, true);
    } else if (node instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (item instanceof YamlMapping mapping) {
          collect(mapping, true);
        } else {
          wrongType(pathOf(MERGE_KEY), item, "a mapping");
        }
      }
    } else {
      wrongType(pathOf(MERGE_KEY), node, "a mapping");
    }
  }
}
