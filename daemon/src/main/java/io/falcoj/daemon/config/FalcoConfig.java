// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.config;

import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlMapping;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.engine.yaml.YamlScalar;
import io.falcoj.engine.yaml.YamlSequence;
import io.falcoj.grammar.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of the configuration. Immutable; a changed configuration is a new one.
 *
 * <pre>{@code
 * FalcoConfig config = FalcoConfig.STANDARD.with("json_output", "true");
 * boolean json = config.get(ConfigKeys.JSON_OUTPUT);
 * }</pre>
 *
 * <p>{@link ConfigLoader} makes one from files.
 */
public final class FalcoConfig {

  /** Nothing is configured: every key has its standard value. */
  public static final FalcoConfig STANDARD =
      new FalcoConfig(new YamlMapping(List.of(), Span.START), Map.of());

  private final YamlMapping document;
  private final Map<ConfigKey<?>, Object> values;

  private FalcoConfig(YamlMapping document, Map<ConfigKey<?>, Object> values) {
    this.document = document;
    this.values = values;
  }

  /**
   * The configuration that a document makes. Keys that do not act, and unknown ones, are not looked
   * at.
   *
   * @throws ConfigException if a key cannot have the value that stands there
   */
  static FalcoConfig of(YamlMapping document) throws ConfigException {
    Map<ConfigKey<?>, Object> values = new HashMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.use() == ConfigUse.ACTS) {
        read(key, document, values);
      }
    }
    return new FalcoConfig(document, Map.copyOf(values));
  }

  /** The value of a key that falcoj acts on. */
  @SuppressWarnings("unchecked") // read() and with() let no other type in.
  public <T> T get(ConfigKey<T> key) {
    T value = (T) values.get(key);
    return value != null ? value : Objects.requireNonNull(key.standard(), key.path());
  }

  /** Whether a key is set, whether falcoj acts on it or not. */
  boolean isSet(ConfigKey<?> key) {
    return find(document, key.path()) != null;
  }

  /** Whether a key that falcoj may not act on is set to true. */
  boolean isTrue(ConfigKey<?> key) {
    YamlNode node = find(document, key.path());
    return node instanceof YamlScalar scalar && scalar.toBoolean().orElse(false);
  }

  /** The document that the values were read from. */
  YamlMapping document() {
    return document;
  }

  /** This configuration with another value for a key. */
  public <T> FalcoConfig with(ConfigKey<T> key, T value) {
    Map<ConfigKey<?>, Object> changed = new HashMap<>(values);
    changed.put(key, value);
    return new FalcoConfig(document, Map.copyOf(changed));
  }

  /** This configuration with another standard value for a key: it counts where none is set. */
  public <T> FalcoConfig withStandard(ConfigKey<T> key, T value) {
    return values.containsKey(key) ? this : with(key, value);
  }

  /**
   * This configuration with one key set, as {@code -o path=value} does.
   *
   * @throws ConfigException if there is no such key, or it cannot have this value
   */
  public FalcoConfig with(String path, String value) throws ConfigException {
    return withOptions(List.of(path + "=" + value));
  }

  /**
   * This configuration with keys set one after the other, each as {@code -o path=value} does. A
   * value in braces is a mapping; any other is a text. They are read when all are set, so that one
   * may complete another.
   *
   * @throws ConfigException if there is no such key, or it cannot have this value
   */
  public FalcoConfig withOptions(List<String> options) throws ConfigException {
    YamlMapping changed = document;
    Map<ConfigKey<?>, Object> newValues = new HashMap<>(values);
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals < 0) {
        throw new ConfigException("option -o: found \"" + option + "\", expected KEY=VALUE");
      }
      ConfigPath path = ConfigPath.parse(option.substring(0, equals));
      changed = path.set(changed, optionValue(path, option.substring(equals + 1)));
      for (ConfigKey<?> key : ConfigKeys.all()) {
        if (path.isBelow(key.topLevel())) {
          newValues.remove(key);
        }
      }
    }
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.use() == ConfigUse.ACTS && !newValues.containsKey(key)) {
        read(key, changed, newValues);
      }
    }
    return new FalcoConfig(changed, Map.copyOf(newValues));
  }

  private static YamlNode optionValue(ConfigPath path, String value) throws ConfigException {
    String name = "option " + path;
    ConfigSchema.Unknown unknown = ConfigSchema.findUnknown(path).orElse(null);
    if (unknown != null) {
      throw new ConfigException(
          "found the option \"" + path + "\", which falcoj does not know" + unknown.hint());
    }
    if (!value.startsWith("{") || !value.endsWith("}")) {
      return ConfigPath.scalar(name, value);
    }
    try {
      return YamlReader.read(name, value).get(0);
    } catch (YamlException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  private static <T> void read(
      ConfigKey<T> key, YamlMapping document, Map<ConfigKey<?>, Object> values)
      throws ConfigException {
    YamlNode node = find(document, key.path());
    if (node == null || (node instanceof YamlScalar scalar && scalar.isNull())) {
      return;
    }
    T value = key.type().reader().apply(node).orElse(null);
    if (value == null) {
      YamlNode wrong = wrongItem(node, key.type());
      throw new ConfigException(
          "%s: found %s, expected %s"
              .formatted(place(wrong, key.path()), wrong.describe(), key.type().description()));
    }
    values.put(key, value);
  }

  /** The first item that is no list of one, if it is a list that is wrong. */
  private static YamlNode wrongItem(YamlNode node, ConfigType<?> type) {
    if (node instanceof YamlSequence sequence) {
      for (YamlNode item : sequence.items()) {
        if (type.reader().apply(item).isEmpty()) {
          return item;
        }
      }
    }
    return node;
  }

  private static @Nullable YamlNode find(YamlMapping document, String path) {
    YamlNode node = document;
    for (String name : path.split("\\.")) {
      if (!(node instanceof YamlMapping mapping)) {
        return null;
      }
      node = mapping.get(name);
    }
    return node;
  }

  /** File, line and column of a value, or the option that set it. */
  private static String place(YamlNode node, String path) {
    YamlScalar scalar = firstScalar(node);
    if (scalar == null) {
      return path;
    }
    String source = scalar.source().name();
    boolean isAllThereIs = scalar.source().content().equals(scalar.text());
    return isAllThereIs
        ? source
        : "%s:%d:%d: %s".formatted(source, node.span().line(), node.span().column(), path);
  }

  private static @Nullable YamlScalar firstScalar(YamlNode node) {
    YamlNode inner = node;
    while (!(inner instanceof YamlScalar)) {
      if (inner instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
        inner = mapping.entries().get(0).key();
      } else if (inner instanceof YamlSequence sequence && !sequence.items().isEmpty()) {
        inner = sequence.items().get(0);
      } else {
        return null;
      }
    }
    return (YamlScalar) inner;
  }
}
