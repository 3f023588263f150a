// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.Arrays;

/**
 * Tells line and column in a text. A carriage return and a line feed each end a line, as Falco
 * counts. Looks at the text no further than it is asked about.
 */
final class LineIndex {

  private final Text text;
  private final String content;
  private int[] starts = new int[8];
  private int lines = 1;
  private int lookedAt;

  LineIndex(Text text) {
    this.text = text;
    this.content = text.content();
  }

  /** The span of the characters from {@code offset} up to {@code end}. */
  Span span(int offset, int end) {
    lookAt(offset);
    int found = Arrays.binarySearch(starts, 0, lines, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Span(text, offset, end, line + 1, offset - starts[line] + 1);
  }

  private void lookAt(int offset) {
    for (; lookedAt < offset; lookedAt++) {
      char character = content.charAt(lookedAt);
      if (character == '\n' || character == '\r') {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = lookedAt + 1;
      }
    }
  }
}
