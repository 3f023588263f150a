// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.nio.charset.StandardCharsets;

/**
 * Well-formed UTF-8, sequence by sequence. What is not well-formed is cut as the Unicode standard
 * recommends: the longest start of a sequence that could have become one counts as one error.
 */
public final class Utf8 {

  private Utf8() {}

  /** The bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Length of the sequence at {@code at}: 1 to 4 if it is well-formed, or minus the number of bytes
   * that make up the error.
   *
   * @param end behind the last byte; above {@code at}
   */
  public static int sequenceLength(byte[] array, int at, int end) {
    int lead = array[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    // Below: a continuation byte without lead, or a lead of what one byte can say.
    // Above: leads beyond the last code point.
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    // The second byte also rules out what is too long, a surrogate, or beyond the last code point.
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i < length; i++) {
      int next = at + i < end ? array[at + i] & 0xff : 0;
      if (next < low || next > high) {
        return -i;
      }
      low = 0x80;
      high = 0xbf;
    }
    return length;
  }

  /** The code point of a well-formed sequence of {@code length} bytes. */
  public static int codePoint(byte[] array, int at, int length) {
    if (length == 1) {
      return array[at];
    }
    int point = array[at] & 0x7f >> length;
    for (int i = 1; i < length; i++) {
      point = point << 6 | array[at + i] & 0x3f;
    }
    return point;
  }
}
