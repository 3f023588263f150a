// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.problems;

import java.nio.charset.StandardCharsets;

/** The beginning of a bad record, safe to print on a terminal. */
public final class Excerpt {

  /** Most bytes of an excerpt. */
  static final int MAX_BYTES = 80;

  private static final String MORE = "...";

  private Excerpt() {}

  /**
   * The first line of the text: at most 80 bytes of UTF-8; whatever is not a printable character
   * becomes a question mark.
   */
  public static String of(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && end - from <= MAX_BYTES && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    StringBuilder text = new StringBuilder();
    int length = 0;
    int lengthWithMore = 0;
    String line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
      int character = printable(line.codePointAt(i));
      length += utf8Length(character);
      text.appendCodePoint(character);
      if (length <= MAX_BYTES - MORE.length()) {
        lengthWithMore = text.length();
      }
      if (length > MAX_BYTES) {
        text.setLength(lengthWithMore);
        return text.append(MORE).toString();
      }
    }
    return text.toString();
  }

  private static int printable(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
      Character.FORMAT,
      Character.SURROGATE,
      Character.PRIVATE_USE,
      Character.UNASSIGNED,
      Character.LINE_SEPARATOR,
      Character.PARAGRAPH_SEPARATOR:
        return '?';
      default:
        return character;
    }
  }

  private static int utf8Length(int character) {
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }
}
