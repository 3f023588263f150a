// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import io.falcoj.engine.NearestNames;
import io.falcoj.engine.yaml.ScalarStyle;
import io.falcoj.engine.yaml.SourceText;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of the configuration. Immutable; a changed configuration is a new one.
 *
 * <pre>{@code
 * FalcoConfig config = FalcoConfig.STANDARD.with("json_output", "true");
 * boolean json = config.get(ConfigKeys.JSON_OUTPUT);
 * }</pre>
 */
public final class FalcoConfig {

  /** Nothing is configured: every key has its standard value. */
  public static final FalcoConfig STANDARD = new FalcoConfig(Map.of());

  private final Map<ConfigKey<?>, Object> values;

  private FalcoConfig(Map<ConfigKey<?>, Object> values) {
    this.values = values;
  }

  /** The value of a key. */
  @SuppressWarnings("unchecked") // with() lets no other type in.
  public <T> T get(ConfigKey<T> key) {
    return (T) values.getOrDefault(key, key.standard());
  }

  /** This configuration with another value for a key. */
  public <T> FalcoConfig with(ConfigKey<T> key, T value) {
    Map<ConfigKey<?>, Object> changed = new HashMap<>(values);
    changed.put(key, value);
    return new FalcoConfig(Map.copyOf(changed));
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
    for (ConfigKey<?> key : ConfigKeys.all()) {
      if (key.path().equals(path)) {
        return withText(key, value);
      }
    }
    List<String> paths = ConfigKeys.all().stream().map(ConfigKey::path).toList();
    List<String> near = NearestNames.to(path, paths);
    String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    throw new ConfigException(
        "found the option \"" + path + "\", which falcoj does not know" + hint);
  }

  private <T> FalcoConfig withText(ConfigKey<T> key, String value) throws ConfigException {
    SourceText source = SourceText.of(key.path(), value);
    YamlScalar scalar =
        new YamlScalar(value, ScalarStyle.PLAIN, null, source.span(0, value.length()), source);
    T read = key.type().reader().apply(scalar).orElse(null);
    if (read == null) {
      throw new ConfigException(
          "option %s: found %s, expected %s"
              .formatted(key.path(), scalar.describe(), key.type().description()));
    }
    return with(key, read);
  }
}
