// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.time;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;

/**
 * A time as text: {@code 2026-11-22 13:04:05.123456789} or parts of it; as an extractor, the time
 * of the event. Immutable. Follows libs 0.25 {@code sinsp_utils::ts_to_string} and {@code
 * ts_to_iso_8601}.
 */
public final class TimeText implements FieldExtractor {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;

  /** Longest text, in bytes. */
  public static final int LONGEST = "2026-11-22T13:04:05.123456789+0000".length();

  /** What stands before the time of day. */
  public enum Date {
    NONE,
    BLANK,
    ISO_8601
  }

  private final ZoneOffsets zone;
  private final Date date;
  private final boolean fraction;

  /**
   * @param zone where the reader is
   * @param fraction whether nine digits follow the second
   */
  public TimeText(ZoneOffsets zone, Date date, boolean fraction) {
    this.zone = zone;
    this.date = date;
    this.fraction = fraction;
  }

  @Override
  public void extract(Event event, Values values) {
    long nanos = event.timestampNanos();
    int start = values.reserve(LONGEST);
    int end =
        write(
            Math.floorDiv(nanos, NANOS_PER_SECOND),
            (int) Math.floorMod(nanos, NANOS_PER_SECOND),
            values.scratch(),
            start);
    values.addScratch(start, end - start);
  }

  /**
   * Writes a time.
   *
   * @param nanos since the epoch, without sign
   * @param text takes at most {@link #LONGEST} bytes from {@code start} on
   * @return where it ends
   */
  public int writeUnsigned(long nanos, byte[] text, int start) {
    return write(
        Long.divideUnsigned(nanos, NANOS_PER_SECOND),
        (int) Long.remainderUnsigned(nanos, NANOS_PER_SECOND),
        text,
        start);
  }

  private int write(long utc, int nanos, byte[] text, int start) {
    long local = utc + zone.secondsAt(utc);
    int secondOfDay = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
    int end = start;
    if (date != Date.NONE) {
      end = writeDate(Math.floorDiv(local, (long) SECONDS_PER_DAY), text, end);
      text[end++] = (byte) (date == Date.BLANK ? ' ' : 'T');
    }
    end = writeNumber(secondOfDay / 3600, 2, text, end);
    text[end++] = ':';
    end = writeNumber(secondOfDay / 60 % 60, 2, text, end);
    text[end++] = ':';
    end = writeNumber(secondOfDay % 60, 2, text, end);
    if (fraction) {
      text[end++] = '.';
      end = writeNumber(nanos, 9, text, end);
    }
    if (date == Date.ISO_8601) {
      text[end++] = '+';
      end = writeNumber(0, 4, text, end);
    }
    return end;
  }

  /**
   * Writes year, month and day of a day counted from 1970, in the Gregorian calendar. Years are
   * counted from March, so that the leap day is the last of its year; an era has 400 years.
   */
  private static int writeDate(long epochDay, byte[] text, int start) {
    long day = epochDay + 719_468;
    long era = Math.floorDiv(day, 146_097L);
    int dayOfEra = (int) (day - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    int end = writeNumber(year, 4, text, start);
    text[end++] = '-';
    end = writeNumber(month, 2, text, end);
    text[end++] = '-';
    return writeNumber(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2, text, end);
  }

  private static int writeNumber(int number, int digits, byte[] text, int start) {
    int rest = number;
    for (int i = start + digits - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return start + digits;
  }
}
