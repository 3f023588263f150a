// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import java.io.Reader;

/**
 * Hands out a text in parts that never end between the two halves of a character beyond the basic
 * plane: SnakeYAML Engine 3.0.1 fails on parts that do.
 */
final class WholeCharacterReader extends Reader {

  private final String text;
  private int next;

  WholeCharacterReader(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (next == text.length()) {
      return -1;
    }
    int end = next + Math.min(length, text.length() - next);
    if (end - next > 1 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    text.getChars(next, end, buffer, offset);
    int count = end - next;
    next = end;
    return count;
  }

  @Override
  public void close() {}
}
