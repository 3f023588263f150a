// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and lengths of time. */
final class NumberParts {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int LARGEST_PLAIN_EXPONENT = 6;

  private NumberParts() {}

  /** How a number is to be read. */
  private interface Reading {
    long of(byte[] array, int offset, int length);
  }

  /** A number with sign, in base 10. */
  static final Part SIGNED =
      (event, offset, length, text) ->
          text.addDecimal(EventLayout.signedAt(event.raw().array(), offset, length));

  /** A number without sign, in base 10. */
  static final Part UNSIGNED =
      (event, offset, length, text) ->
          text.addUnsigned(EventLayout.unsignedAt(event.raw().array(), offset, length), 10);

  /** Nanoseconds; all bits set stand for none. */
  static final Part NANOS =
      (event, offset, length, text) -> {
        long nanos = EventLayout.unsignedAt(event.raw().array(), offset, length);
        if (nanos == -1) {
          text.add("none");
        } else {
          text.addUnsigned(nanos, 10);
        }
      };

  /** Nanoseconds as seconds with six digits. */
  static final Part SECONDS = NumberParts::appendSeconds;

  /**
   * A number of a type of the event table. As the reference prints it through C's formats: a number
   * of 32 bits shows a sign even if it has none, a narrow negative one takes 32 bits in
   * hexadecimal.
   *
   * @param type {@code INT8} to {@code UINT64}
   * @param format format of the event table
   */
  static Part number(String type, String format) {
    boolean signed = type.startsWith("INT");
    boolean wide = type.endsWith("64");
    Reading reading = signed ? EventLayout::signedAt : EventLayout::unsignedAt;
    Reading promoted =
        wide ? reading : (array, offset, length) -> promote(reading, array, offset, length);
    return switch (format) {
      case "HEX" ->
          (event, offset, length, text) ->
              text.addCapitalHex(unsigned(promoted, wide, event, offset, length));
      case "OCT" ->
          (event, offset, length, text) -> {
            long value = unsigned(promoted, wide, event, offset, length);
            if (value != 0) {
              text.add('0');
            }
            text.addUnsigned(value, 8);
          };
      default ->
          (event, offset, length, text) ->
              text.addDecimal(promoted.of(event.raw().array(), offset, length));
    };
  }

  private static long promote(Reading reading, byte[] array, int offset, int length) {
    return (int) reading.of(array, offset, length);
  }

  private static long unsigned(
      Reading reading, boolean wide, SyscallEvent event, int offset, int length) {
    long value = reading.of(event.raw().array(), offset, length);
    return wide ? value : value & 0xFFFF_FFFFL;
  }

  /** As C's {@code %g} prints a number: six digits, an exponent if it is very small or large. */
  private static void appendSeconds(SyscallEvent event, int offset, int length, AsciiBuilder text) {
    long nanos = EventLayout.unsignedAt(event.raw().array(), offset, length);
    if (nanos == -1) {
      return;
    }
    if (nanos == 0) {
      text.add("0s");
      return;
    }
    double seconds = (nanos >= 0 ? (double) nanos : unsignedToDouble(nanos)) / NANOS_PER_SECOND;
    BigDecimal rounded = new BigDecimal(seconds).round(SIX_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent < LARGEST_PLAIN_EXPONENT) {
      text.add(rounded.toPlainString());
    } else {
      text.add(rounded.movePointLeft(exponent).toPlainString())
          .add('e')
          .add(exponent < 0 ? '-' : '+');
      int size = Math.abs(exponent);
      if (size < 10) {
        text.add('0');
      }
      text.addUnsigned(size, 10);
    }
    text.add('s');
  }

  private static double unsignedToDouble(long value) {
    return (value >>> 1 | value & 1) * 2.0;
  }
}
