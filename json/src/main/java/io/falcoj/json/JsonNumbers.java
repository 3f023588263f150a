// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.nio.charset.StandardCharsets;

/**
 * Whole numbers that are written as others are: {@code 0.0}, {@code 1e3}, {@code -0}. Kubernetes
 * takes them from a strategic merge patch where it wants a whole one, after it has read them as
 * floating-point numbers of 64 bits; so must a rule.
 */
final class JsonNumbers {

  /** Returned for every other number. */
  static final long NONE = Long.MIN_VALUE;

  /** Digits that a long holds, whatever they are. */
  private static final int DIGITS_OF_LONG = 18;

  /** Digits that a floating-point number holds, whatever they are. */
  private static final int DIGITS_OF_DOUBLE = 15;

  /** Those that a floating-point number is. */
  private static final double[] POWERS_OF_TEN = powersOfTen(22);

  private static final int LARGEST_EXPONENT = 100_000;
  private static final double TOO_LARGE = 0x1p63;

  private JsonNumbers() {}

  /** The whole number that stands in a valid number's place; else {@link #NONE}. */
  static long wholeWrittenAsOther(byte[] bytes, int from, int to) {
    return isWrittenAsOther(bytes, from, to) ? whole(bytes, from, to) : NONE;
  }

  private static boolean isWrittenAsOther(byte[] bytes, int from, int to) {
    if (bytes[from] == '-' && bytes[from + 1] == '0') {
      return true;
    }
    for (int at = from; at < to; at++) {
      if (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E') {
        return true;
      }
    }
    return false;
  }

  private static long whole(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long number = 0;
    int digits = 0;
    int exponent = 0;
    boolean fraction = false;
    int at = negative ? from + 1 : from;
    for (; at < to && bytes[at] != 'e' && bytes[at] != 'E'; at++) {
      if (bytes[at] == '.') {
        fraction = true;
        continue;
      }
      if (digits > 0 || bytes[at] != '0') {
        digits++;
      }
      if (digits > DIGITS_OF_LONG) {
        return wholeOfDouble(bytes, from, to);
      }
      number = number * 10 + bytes[at] - '0';
      exponent -= fraction ? 1 : 0;
    }
    if (number == 0) {
      return 0;
    }
    exponent += at < to ? exponent(bytes, at + 1, to) : 0;
    if (digits + exponent > DIGITS_OF_DOUBLE) {
      return wholeOfDouble(bytes, from, to);
    }
    for (; exponent < 0 && number % 10 == 0; exponent++) {
      number /= 10;
    }
    for (; exponent > 0; exponent--) {
      number *= 10;
    }
    if (exponent < 0) {
      return isFarFromWhole(number, -exponent) ? NONE : wholeOfDouble(bytes, from, to);
    }
    return negative ? -number : number;
  }

  /** Whether a fraction stays one when it is rounded to a floating-point number. */
  private static boolean isFarFromWhole(long number, int decimals) {
    if (decimals >= POWERS_OF_TEN.length) {
      return false;
    }
    double value = number / POWERS_OF_TEN[decimals];
    return Math.abs(value - Math.rint(value)) > 4 * Math.ulp(value);
  }

  private static int exponent(byte[] bytes, int from, int to) {
    boolean signed = bytes[from] == '-' || bytes[from] == '+';
    int exponent = 0;
    for (int at = signed ? from + 1 : from; at < to && exponent < LARGEST_EXPONENT; at++) {
      exponent = exponent * 10 + bytes[at] - '0';
    }
    return bytes[from] == '-' ? -exponent : exponent;
  }

  private static double[] powersOfTen(int largest) {
    double[] powers = new double[largest + 1];
    powers[0] = 1;
    for (int i = 1; i <= largest; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /** For numbers that rounding to a floating-point number may change; allocates. */
  private static long wholeOfDouble(byte[] bytes, int from, int to) {
    double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    return Math.rint(value) == value && Math.abs(value) < TOO_LARGE ? (long) value : NONE;
  }
}
