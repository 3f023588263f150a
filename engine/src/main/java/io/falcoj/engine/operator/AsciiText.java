// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

/** Text whose letters are those of ASCII; all other bytes stand for themselves. */
final class AsciiText {

  private AsciiText() {}

  /** The byte with an upper-case letter made lower-case. */
  static byte lowerCase(byte value) {
    return value >= 'A' && value <= 'Z' ? (byte) (value + ('a' - 'A')) : value;
  }

  /** The byte with a lower-case letter made upper-case. */
  static byte upperCase(byte value) {
    return value >= 'a' && value <= 'z' ? (byte) (value - ('a' - 'A')) : value;
  }

  /** A copy with upper-case letters made lower-case. */
  static byte[] lowerCase(byte[] text) {
    byte[] lower = new byte[text.length];
    for (int i = 0; i < text.length; i++) {
      lower[i] = lowerCase(text[i]);
    }
    return lower;
  }

  /**
   * Whether {@code lower} stands in {@code array} from {@code start} on, in any case.
   *
   * @param lower without upper-case letters; the array is long enough
   */
  static boolean equalsIgnoringCase(byte[] array, int start, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      if (lowerCase(array[start + i]) != lower[i]) {
        return false;
      }
    }
    return true;
  }
}
