// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the time of an alert reads. Every text has nine digits behind the second.
 *
 * <p>Follows libs 0.25: {@code evt.time} and {@code evt.time.iso8601} of the output prefix.
 */
public enum AlertTime {
  /** Time of day where falcoj runs: {@code 13:58:49.736141000}. */
  CLOCK("evt.time") {
    @Override
    void append(long nanos, ZoneId zone, LineBuffer line) {
      appendClock(LocalDateTime.ofInstant(instant(nanos), zone), line);
    }
  },
  /** Date, time and offset, in UTC: {@code 2018-10-25T13:58:49.736141000+0000}. */
  ISO_8601("evt.time.iso8601") {
    @Override
    void append(long nanos, ZoneId zone, LineBuffer line) {
      appendUtc(nanos, line);
      line.append("+0000");
    }
  };

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final String field;

  AlertTime(String field) {
    this.field = field;
  }

  /** The field that prints a time like this. */
  public String field() {
    return field;
  }

  /**
   * Appends a time.
   *
   * @param nanos nanoseconds since the epoch
   * @param zone where the reader is
   */
  abstract void append(long nanos, ZoneId zone, LineBuffer line);

  /** Appends date and time in UTC, without a mark that says so. */
  static void appendUtc(long nanos, LineBuffer line) {
    OffsetDateTime time = instant(nanos).atOffset(ZoneOffset.UTC);
    line.appendPadded(time.getYear(), 4);
    line.append('-');
    line.appendPadded(time.getMonthValue(), 2);
    line.append('-');
    line.appendPadded(time.getDayOfMonth(), 2);
    line.append('T');
    appendClock(time.toLocalDateTime(), line);
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  private static void appendClock(LocalDateTime time, LineBuffer line) {
    line.appendPadded(time.getHour(), 2);
    line.append(':');
    line.appendPadded(time.getMinute(), 2);
    line.append(':');
    line.appendPadded(time.getSecond(), 2);
    line.append('.');
    line.appendPadded(time.getNano(), 9);
  }
}
