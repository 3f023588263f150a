// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

/** The mark that some programs put before a text to say how it is encoded. */
public final class ByteOrderMark {

  private ByteOrderMark() {}

  /** Length of the mark of UTF-8; 0 if there is none. */
  public static int length(byte[] bytes, int length) {
    boolean marked =
        length >= 3
            && (bytes[0] & 0xFF) == 0xEF
            && (bytes[1] & 0xFF) == 0xBB
            && (bytes[2] & 0xFF) == 0xBF;
    return marked ? 3 : 0;
  }

  /** Whether the text is in UTF-16, as some shells of Windows write it. */
  public static boolean isUtf16(byte[] bytes, int length) {
    if (length < 2) {
      return false;
    }
    int mark = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }
}
