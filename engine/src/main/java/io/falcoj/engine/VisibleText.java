// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * Text of any origin for people: it stays on its line and does nothing to a terminal. Names from
 * events, files and rules are made visible where they are put into a text, before anybody splits it
 * into lines.
 */
public final class VisibleText {

  private static final char REPLACEMENT = '\uFFFD';

  private VisibleText() {}

  /**
   * The text with control characters, line separators and marks that turn the direction of writing
   * as visible escapes, {@code \n} or <code>&#92;u001b</code>, and half a surrogate pair as U+FFFD.
   * The same object if there are none.
   */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c) || Character.isSurrogate(c)) {
        return escaped(text, i);
      }
    }
    return text;
  }

  /** Control characters, line and paragraph separators, and the controls of bidirectional text. */
  public static boolean isUnsafe(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static String escaped(String text, int from) {
    StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, from);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c)) {
        appendEscape(visible, c);
      } else if (!Character.isSurrogate(c)) {
        visible.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        visible.append(c).append(text.charAt(++i));
      } else {
        visible.append(REPLACEMENT);
      }
    }
    return visible.toString();
  }

  private static void appendEscape(StringBuilder to, char c) {
    switch (c) {
      case '\b' -> to.append("\\b");
      case '\t' -> to.append("\\t");
      case '\n' -> to.append("\\n");
      case '\f' -> to.append("\\f");
      case '\r' -> to.append("\\r");
      default -> to.append("\\u%04x".formatted((int) c));
    }
  }
}
