// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.Arrays;

/**
 * Tells printable UTF-8 from the rest, which becomes U+FFFD. Follows libs 0.25: controls, DEL, the
 * controls of Latin-1, surrogates and the non-characters of Unicode are not printable; of a broken
 * sequence its longest valid beginning counts as one.
 */
public final class PrintableText {

  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
  private static final int DELETE = 0x7F;
  private static final int LAST_LATIN_1_CONTROL = 0x9F;

  private PrintableText() {}

  /**
   * Looks at the sequence at {@code index}.
   *
   * @param end where the text ends
   * @return its length if it is a printable character; else its length, negated
   */
  public static int sequenceLength(byte[] text, int index, int end) {
    int lead = text[index] & 0xFF;
    if (lead < 0x80) {
      return lead >= ' ' && lead != DELETE ? 1 : -1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return -1;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    int codePoint = lead & 0x7F >> length;
    for (int i = 1; i < length; i++) {
      int next = index + i < end ? text[index + i] & 0xFF : 0;
      int lowest = i > 1 ? 0x80 : lowestSecond(lead);
      int highest = i > 1 ? 0xBF : highestSecond(lead);
      if (next < lowest || next > highest) {
        return -i;
      }
      codePoint = codePoint << 6 | next & 0x3F;
    }
    return isCharacter(codePoint) ? length : -length;
  }

  /** The text, with what is not printable replaced; the same array if nothing was. */
  public static byte[] sanitize(byte[] text) {
    int index = 0;
    while (index < text.length) {
      int length = sequenceLength(text, index, text.length);
      if (length < 0) {
        return replace(text, index);
      }
      index += length;
    }
    return text;
  }

  /** Appends the replacement character to {@code target} at {@code index}; returns its length. */
  static int putReplacement(byte[] target, int index) {
    System.arraycopy(REPLACEMENT, 0, target, index, REPLACEMENT.length);
    return REPLACEMENT.length;
  }

  private static byte[] replace(byte[] text, int firstBad) {
    byte[] result = new byte[firstBad + (text.length - firstBad) * REPLACEMENT.length];
    System.arraycopy(text, 0, result, 0, firstBad);
    int written = firstBad;
    int index = firstBad;
    while (index < text.length) {
      int length = sequenceLength(text, index, text.length);
      if (length > 0) {
        System.arraycopy(text, index, result, written, length);
        written += length;
        index += length;
      } else {
        written += putReplacement(result, written);
        index -= length;
      }
    }
    return Arrays.copyOf(result, written);
  }

  /** Excludes encodings that are too long. */
  private static int lowestSecond(int lead) {
    return lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  }

  /** Excludes surrogates and what lies behind the last code point. */
  private static int highestSecond(int lead) {
    return lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  }

  private static boolean isCharacter(int codePoint) {
    return codePoint > LAST_LATIN_1_CONTROL
        && (codePoint < 0xFDD0 || codePoint > 0xFDEF)
        && (codePoint & 0xFFFE) != 0xFFFE;
  }
}
