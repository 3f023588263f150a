// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.metrics;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time between two outputs of metrics, as {@code metrics.interval} has it: a Prometheus
 * duration such as {@code 1h30m}. Blanks do not count.
 */
public final class MetricsInterval {

  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long SECOND = 1_000;
  private static final long DAY = 24 * 60 * 60 * SECOND;
  private static final long[] MILLIS = {
    365 * DAY, 7 * DAY, DAY, 60 * 60 * SECOND, 60 * SECOND, SECOND, 1
  };

  // At most nine digits each: the sum fits a long.
  private static final Pattern DURATION = Pattern.compile(pattern());

  private MetricsInterval() {}

  /** The duration in milliseconds; empty if the text is none, or is no time at all. */
  public static OptionalLong parseMillis(String text) {
    Matcher parts = DURATION.matcher(text.replaceAll("\\s", ""));
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    long millis = 0;
    for (int i = 0; i < UNITS.length; i++) {
      String number = parts.group(i + 1);
      millis += number == null ? 0 : Long.parseLong(number) * MILLIS[i];
    }
    return millis == 0 ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  private static String pattern() {
    StringBuilder pattern = new StringBuilder();
    for (String unit : UNITS) {
      pattern.append("(?:(\\d{1,9})").append(unit).append(")?");
    }
    return pattern.toString();
  }
}
