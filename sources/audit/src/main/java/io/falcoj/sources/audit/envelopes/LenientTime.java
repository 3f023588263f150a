// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.envelopes;

import io.falcoj.sources.audit.event.Rfc3339;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times in the forms that they take on the way through other programs: a blank for the T, no
 * zone, the name UTC, or seconds, milliseconds, microseconds or nanoseconds since the epoch. Slow;
 * for what {@link Rfc3339} does not read.
 */
public final class LenientTime {

  /** Longest text that is looked at; no form needs more. */
  private static final int MAX_LENGTH = 64;

  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[Tt_ ]+(\\d{2}:\\d{2}:\\d{2})(?:[.,](\\d+))?"
              + "(?: ?(?:(?<utc>[Zz]|UTC|GMT)|(?<sign>[+-])(?<hours>\\d{2}):?(?<minutes>\\d{2})?))?"
              // Go writes the name of the zone behind its offset.
              + "(?: [A-Z]{1,5})?");

  private static final Pattern EPOCH =
      Pattern.compile("\\d{1,20}(?:\\.\\d{1,20})?(?:[eE]\\+?\\d{1,2})?");

  /** In September 2001; what is less is no time of an audit event, but a duration or a count. */
  private static final double FIRST_SECONDS = 1e9;

  /** From here on a number counts milliseconds: as seconds it would be in the year 5138. */
  private static final double FIRST_MILLIS = 1e11;

  private static final double FIRST_MICROS = 1e14;
  private static final double FIRST_NANOS = 1e17;
  private static final double END_OF_NANOS = 9.2e18;

  private LenientTime() {}

  /**
   * Nanoseconds since the epoch. What has no zone is taken for UTC.
   *
   * @param from of a JSON value: a string or a number
   * @return {@link Rfc3339#INVALID} if the value is no time
   */
  public static long parse(byte[] bytes, int from, int to) {
    boolean quoted = bytes[from] == '"';
    int start = quoted ? from + 1 : from;
    int end = quoted ? to - 1 : to;
    if (end - start > MAX_LENGTH) {
      return Rfc3339.INVALID;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
    Matcher time = DATE_AND_TIME.matcher(text);
    if (time.matches()) {
      byte[] standard = standard(time).getBytes(StandardCharsets.US_ASCII);
      return Rfc3339.parse(standard, 0, standard.length);
    }
    return EPOCH.matcher(text).matches() ? sinceEpoch(new BigDecimal(text)) : Rfc3339.INVALID;
  }

  private static String standard(Matcher time) {
    StringBuilder text = new StringBuilder();
    text.append(time.group(1)).append('T').append(time.group(2));
    if (time.group(3) != null) {
      text.append('.').append(time.group(3));
    }
    if (time.group("sign") == null) {
      return text.append('Z').toString();
    }
    String minutes = time.group("minutes");
    return text.append(time.group("sign"))
        .append(time.group("hours"))
        .append(':')
        .append(minutes == null ? "00" : minutes)
        .toString();
  }

  /** Tells the unit by the size: times of this century have as many digits in each. */
  private static long sinceEpoch(BigDecimal number) {
    double size = number.doubleValue();
    if (size < FIRST_SECONDS || size >= END_OF_NANOS) {
      return Rfc3339.INVALID;
    }
    int digits = size < FIRST_MILLIS ? 9 : size < FIRST_MICROS ? 6 : size < FIRST_NANOS ? 3 : 0;
    BigDecimal nanos = number.movePointRight(digits);
    return nanos.doubleValue() < END_OF_NANOS ? nanos.longValue() : Rfc3339.INVALID;
  }
}
