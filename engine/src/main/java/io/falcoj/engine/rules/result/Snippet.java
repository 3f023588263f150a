// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

/** One line of a text with a mark under one of its characters, as Falco's results show it. */
final class Snippet {

  private static final int HALF_WIDTH = 80;
  private static final String ELLIPSIS = "...";
  private static final String NOTHING = "<No context available>\n";

  private Snippet() {}

  static String of(String text, int offset) {
    int position = Math.max(0, Math.min(offset, text.length() - 1));
    while (position > 0 && text.charAt(position) == '\n') {
      position--;
    }
    int lineStart = text.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
    if (position == 0) {
      lineStart = 0;
    }
    int lineEnd = text.indexOf('\n', position);
    if (lineEnd < 0) {
      lineEnd = text.length();
    }
    int from = Math.max(lineStart, position - HALF_WIDTH);
    int to = Math.min(lineEnd, position + HALF_WIDTH);
    if (from >= to) {
      return NOTHING;
    }
    String line = text.substring(from, to);
    if (from > lineStart && line.length() > ELLIPSIS.length()) {
      line = ELLIPSIS + line.substring(ELLIPSIS.length());
    }
    if (to < lineEnd && line.length() > ELLIPSIS.length()) {
      line = line.substring(0, line.length() - ELLIPSIS.length()) + ELLIPSIS;
    }
    return line + "\n" + " ".repeat(position - from) + "^\n";
  }
}
