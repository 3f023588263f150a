// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.io.ByteArrayOutputStream;

/**
 * Text made safe to show: what is not well-formed UTF-8, control characters (those of Latin-1 among
 * them) and code points that are no characters each become U+FFFD. Follows libs 0.25 {@code
 * sanitize_string}.
 */
public final class PrintableText {

  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private PrintableText() {}

  /** The slice, or a copy of it with what cannot be shown replaced. */
  public static byte[] sanitize(byte[] array, int offset, int length) {
    int end = offset + length;
    ByteArrayOutputStream printable = new ByteArrayOutputStream(length);
    for (int at = offset; at < end; ) {
      int sequence = printableLength(array, at, end);
      if (sequence > 0) {
        printable.write(array, at, sequence);
        at += sequence;
      } else {
        printable.writeBytes(REPLACEMENT);
        at -= sequence;
      }
    }
    return printable.toByteArray();
  }

  /** Like {@link Utf8#sequenceLength}, with what cannot be shown as an error. */
  static int printableLength(byte[] array, int at, int end) {
    int length = Utf8.sequenceLength(array, at, end);
    return length > 0 && !isPrintable(Utf8.codePoint(array, at, length)) ? -length : length;
  }

  private static boolean isPrintable(int point) {
    boolean control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    boolean noCharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    return !control && !noCharacter;
  }
}
