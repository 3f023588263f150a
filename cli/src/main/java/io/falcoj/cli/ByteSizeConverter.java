// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.replay.ReplayOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size of events: {@code 1000000}, {@code 64K}, {@code 16MiB}; the units are binary. */
final class ByteSizeConverter implements ITypeConverter<Integer> {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(?:([KM])(?:i?B)?|B)?");

  @Override
  public Integer convert(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      long size = Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
      if (size >= 1 && size <= ReplayOptions.LARGEST_MAX_EVENT_SIZE) {
        return (int) size;
      }
    }
    throw new TypeConversionException("found \"" + text + "\", expected a size up to 256MiB");
  }

  private static int shift(@Nullable String unit) {
    if (unit == null) {
      return 0;
    }
    return unit.equals("K") ? 10 : 20;
  }
}
