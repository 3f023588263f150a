// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.config;

import io.falcoj.engine.Priority;
import io.falcoj.engine.yaml.YamlScalar;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What values a key takes.
 *
 * @param description of a value, for messages: {@code true or false}
 * @param reader gives the value that a scalar stands for; empty if it stands for none
 */
public record ConfigType<T>(String description, Function<YamlScalar, Optional<T>> reader) {

  /** True or false, in all the words that Falco takes. */
  public static final ConfigType<Boolean> BOOLEAN =
      new ConfigType<>("true or false", YamlScalar::toBoolean);

  /** Any text. */
  public static final ConfigType<String> TEXT =
      new ConfigType<>("a text", scalar -> Optional.of(scalar.text()));

  /** The name of a priority. */
  public static final ConfigType<Priority> PRIORITY =
      new ConfigType<>("a priority from emergency to debug", s -> Priority.parse(s.text()));

  /** One of the constants of an enum, by its name in lower case. */
  public static <E extends Enum<E>> ConfigType<E> oneOf(Class<E> type) {
    E[] constants = type.getEnumConstants();
    String names =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    return new ConfigType<>(
        names,
        scalar ->
            Arrays.stream(constants)
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(scalar.text()))
                .findFirst());
  }
}
