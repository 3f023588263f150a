// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.text;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Text made safe to show: what is not well-formed UTF-8, control characters (those of Latin-1 among
 * them) and code points that are no characters each become U+FFFD. Follows libs 0.25 {@code
 * sanitize_string}.
 */
public final class PrintableText {

  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  /** Length in bytes of what stands for each error. */
  static final int REPLACEMENT_LENGTH = REPLACEMENT.length;

  private PrintableText() {}

  /** Whether nothing would be replaced from {@code start} to {@code end}. */
  public static boolean isPrintable(byte[] array, int start, int end) {
    int at = start;
    while (at < end) {
      int sequence = sequenceLength(array, at, end);
      if (sequence < 0) {
        return false;
      }
      at += sequence;
    }
    return true;
  }

  /** The text with what cannot be shown replaced; the same array if nothing was. */
  public static byte[] sanitize(byte[] text) {
    return isPrintable(text, 0, text.length) ? text : replaced(text, 0, text.length);
  }

  /** A copy of the slice with what cannot be shown replaced. */
  public static byte[] sanitize(byte[] array, int offset, int length) {
    int end = offset + length;
    return isPrintable(array, offset, end)
        ? Arrays.copyOfRange(array, offset, end)
        : replaced(array, offset, end);
  }

  private static byte[] replaced(byte[] array, int start, int end) {
    ByteArrayOutputStream printable = new ByteArrayOutputStream(end - start + 16);
    for (int at = start; at < end; ) {
      int sequence = sequenceLength(array, at, end);
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
  public static int sequenceLength(byte[] array, int at, int end) {
    if (isPrintableAscii(array[at])) {
      return 1;
    }
    int length = Utf8.sequenceLength(array, at, end);
    return length > 0 && !isPrintable(Utf8.codePoint(array, at, length)) ? -length : length;
  }

  static boolean isPrintableAscii(byte character) {
    return character >= ' ' && character < 0x7f;
  }

  /** Writes what stands for an error. */
  static void putReplacement(byte[] target, int at) {
    System.arraycopy(REPLACEMENT, 0, target, at, REPLACEMENT_LENGTH);
  }

  private static boolean isPrintable(int point) {
    boolean control = point < 0x20 || (point >= 0x7f && point < 0xa0);
    boolean noCharacter = (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
    return !control && !noCharacter;
  }
}
