// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.event;

/** Reads times as Kubernetes writes them: {@code 2026-11-22T10:15:30.123456Z}. */
public final class Rfc3339 {

  /** Returned for a text that is no time, or one that nanoseconds in a long cannot hold. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int SHORTEST = "2026-11-22T10:15:30Z".length();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int FIRST_YEAR = 1678;
  private static final int LAST_YEAR = 2261;

  private Rfc3339() {}

  /**
   * Nanoseconds since the epoch. Digits beyond the ninth of a fraction are dropped; a leap second
   * counts as the one after it; years 1678 to 2261.
   *
   * @return {@link #INVALID} if {@code bytes} from {@code from} to {@code to} are not such a time
   */
  public static long parse(byte[] bytes, int from, int to) {
    if (to - from < SHORTEST
        || bytes[from + 4] != '-'
        || bytes[from + 7] != '-'
        || (bytes[from + 10] | 0x20) != 't'
        || bytes[from + 13] != ':'
        || bytes[from + 16] != ':') {
      return INVALID;
    }
    int year = number(bytes, from, 2) * 100 + number(bytes, from + 2, 2);
    int month = number(bytes, from + 5, 2);
    int day = number(bytes, from + 8, 2);
    int hour = number(bytes, from + 11, 2);
    int minute = number(bytes, from + 14, 2);
    int second = number(bytes, from + 17, 2);
    boolean valid =
        year >= FIRST_YEAR
            && year <= LAST_YEAR
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= daysInMonth(year, month)
            && hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 60;
    if (!valid) {
      return INVALID;
    }
    int at = from + 19;
    long nanos = 0;
    if (bytes[at] == '.') {
      int firstDigit = ++at;
      long unit = NANOS_PER_SECOND / 10;
      while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
        nanos += (bytes[at++] - '0') * unit;
        unit /= 10;
      }
      if (at == firstDigit) {
        return INVALID;
      }
    }
    int offset = offsetSeconds(bytes, at, to);
    if (offset == Integer.MIN_VALUE) {
      return INVALID;
    }
    long seconds =
        epochDay(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second - offset;
    return seconds * NANOS_PER_SECOND + nanos;
  }

  /** What follows the seconds: {@code Z} or {@code +hh:mm}; MIN_VALUE if it is neither. */
  private static int offsetSeconds(byte[] bytes, int from, int to) {
    if (to - from == 1 && (bytes[from] | 0x20) == 'z') {
      return 0;
    }
    if (to - from != 6 || bytes[from] != '+' && bytes[from] != '-' || bytes[from + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = number(bytes, from + 1, 2);
    int minutes = number(bytes, from + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return bytes[from] == '-' ? -seconds : seconds;
  }

  /** Days since the epoch, counted in years that begin in March: leap days come last. */
  private static long epochDay(int year, int month, int day) {
    int marchYear = month > 2 ? year : year - 1;
    int marchMonth = month > 2 ? month - 3 : month + 9;
    long days = 365L * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400;
    return days + (153 * marchMonth + 2) / 5 + day - 1 - 719_468;
  }

  private static int daysInMonth(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** A number of {@code digits} digits; a large negative one if they are not digits. */
  private static int number(byte[] bytes, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1_000_000;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
