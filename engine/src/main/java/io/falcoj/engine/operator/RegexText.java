// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.text.Utf8;

/**
 * A slice of the event as characters, for the matcher of regular expressions. Kept by a context and
 * filled again for every match; once grown, filling it allocates nothing. What is not well-formed
 * UTF-8 becomes U+FFFD.
 */
final class RegexText implements CharSequence {

  private static final char REPLACEMENT = '\ufffd';

  private char[] characters = new char[256];
  private int length;

  /** Becomes the slice. */
  void fill(byte[] array, int offset, int count) {
    if (characters.length < count) {
      characters = new char[Integer.highestOneBit(count) * 2];
    }
    int end = offset + count;
    int filled = 0;
    int at = offset;
    while (at < end) {
      if (array[at] >= 0) {
        characters[filled++] = (char) array[at++];
        continue;
      }
      int sequence = Utf8.sequenceLength(array, at, end);
      if (sequence < 0) {
        characters[filled++] = REPLACEMENT;
        at -= sequence;
      } else {
        int point = Utf8.codePoint(array, at, sequence);
        if (point >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
          characters[filled++] = Character.highSurrogate(point);
          characters[filled++] = Character.lowSurrogate(point);
        } else {
          characters[filled++] = (char) point;
        }
        at += sequence;
      }
    }
    length = filled;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return characters[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(characters, start, end - start);
  }

  @Override
  public String toString() {
    return new String(characters, 0, length);
  }
}
