// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

/** Text of a policy in messages, comments and outputs: on one line, nothing a terminal obeys. */
final class Printable {

  private Printable() {}

  /** The text in double quotes. */
  static String quote(String text) {
    return '"' + of(text) + '"';
  }

  /** The text, with characters that do not print written as in {@code \u000a}. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append("\\u%04x".formatted(c));
              }
            });
    return printable.toString();
  }

  /** Whether the character shows as itself: no control, format, separator or lone surrogate. */
  static boolean isPrintable(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SPACE_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
