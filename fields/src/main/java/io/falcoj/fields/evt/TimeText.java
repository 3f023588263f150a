// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;

/**
 * The time of an event as text: {@code 2026-11-22 13:04:05.123456789} or parts of it. Follows libs
 * 0.25 {@code sinsp_utils::ts_to_string} and {@code ts_to_iso_8601}.
 */
final class TimeText implements FieldExtractor {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int LONGEST = "2026-11-22T13:04:05.123456789+0000".length();

  /** What stands before the time of day. */
  enum Date {
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
  TimeText(ZoneOffsets zone, Date date, boolean fraction) {
    this.zone = zone;
    this.date = date;
    this.fraction = fraction;
  }

  @Override
  public void extract(Event event, Values values) {
    long utc = Math.floorDiv(event.timestampNanos(), NANOS_PER_SECOND);
    long local = utc + zone.secondsAt(utc);
    int secondOfDay = (int) Math.floorMod(local, (long) SECONDS_PER_DAY);
    int start = values.reserve(LONGEST);
    byte[] text = values.scratch();
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
      int nanos = (int) Math.floorMod(event.timestampNanos(), NANOS_PER_SECOND);
      end = writeNumber(nanos, 9, text, end);
    }
    if (date == Date.ISO_8601) {
      text[end++] = '+';
      end = writeNumber(0, 4, text, end);
    }
    values.addScratch(start, end - start);
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
