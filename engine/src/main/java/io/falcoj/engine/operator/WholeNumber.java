// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.Arrays;

/**
 * Whole numbers as text, as a JSON document has them. Text counts as a number only if the number
 * prints back the same: {@code 7} and {@code -7} do, {@code 007}, {@code -0} and {@code 7.0} do
 * not. No number is too long.
 */
final class WholeNumber {

  /** Longest digits that surely fit a long. */
  private static final int SAFE_DIGITS = 18;

  private WholeNumber() {}

  /** Whether the text is a whole number. */
  static boolean is(byte[] array, int offset, int length) {
    int end = offset + length;
    int at = offset;
    if (at < end && array[at] == '-') {
      at++;
      if (at < end && array[at] == '0') {
        return false;
      }
    }
    if (at == end || (array[at] == '0' && end - at > 1)) {
      return false;
    }
    for (; at < end; at++) {
      if (array[at] < '0' || array[at] > '9') {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is a whole number that fits a long. */
  static boolean fitsLong(byte[] array, int offset, int length) {
    if (!is(array, offset, length)) {
      return false;
    }
    int digits = array[offset] == '-' ? length - 1 : length;
    if (digits <= SAFE_DIGITS) {
      return true;
    }
    if (digits > SAFE_DIGITS + 1) {
      return false;
    }
    // 19 digits: they fit if the value that wraps around keeps its sign.
    long value = toLong(array, offset, length);
    return array[offset] == '-' ? value < 0 : value > 0;
  }

  /** The value of a whole number that fits a long; others wrap around. */
  static long toLong(byte[] array, int offset, int length) {
    boolean negative = array[offset] == '-';
    long value = 0;
    for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
      value = value * 10 - (array[i] - '0');
    }
    return negative ? value : -value;
  }

  /** Compares two whole numbers of any length by value. */
  static int compare(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
    boolean aNegative = a[aOffset] == '-';
    boolean bNegative = b[bOffset] == '-';
    if (aNegative != bNegative) {
      return aNegative ? -1 : 1;
    }
    int magnitude =
        aLength != bLength
            ? Integer.compare(aLength, bLength)
            : Arrays.compareUnsigned(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
    return aNegative ? -magnitude : magnitude;
  }
}
