// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds. */
final class SecondsConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    throw new TypeConversionException("found \"" + text + "\", expected a number of seconds");
  }
}
