// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.text.Utf8;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The classes of characters that patterns name, such as {@code [:alpha:]}, in the C locale. */
enum AsciiClass {
  ALNUM,
  ALPHA,
  BLANK,
  CNTRL,
  DIGIT,
  GRAPH,
  LOWER,
  PRINT,
  PUNCT,
  SPACE,
  UPPER,
  XDIGIT;

  private static final AsciiClass[] ALL = values();

  private final byte[] word = Utf8.bytes(name().toLowerCase(Locale.ROOT));

  /** The class that the slice names; null if there is none. */
  static @Nullable AsciiClass find(byte[] array, int start, int end) {
    for (AsciiClass one : ALL) {
      if (Arrays.equals(one.word, 0, one.word.length, array, start, end)) {
        return one;
      }
    }
    return null;
  }

  /** Whether the byte is in the class. */
  boolean contains(byte value) {
    boolean lower = value >= 'a' && value <= 'z';
    boolean upper = value >= 'A' && value <= 'Z';
    boolean digit = value >= '0' && value <= '9';
    boolean graph = value > ' ' && value < 0x7f;
    switch (this) {
      case ALNUM:
        return lower || upper || digit;
      case ALPHA:
        return lower || upper;
      case BLANK:
        return value == ' ' || value == '\t';
      case CNTRL:
        return (value >= 0 && value < ' ') || value == 0x7f;
      case DIGIT:
        return digit;
      case GRAPH:
        return graph;
      case LOWER:
        return lower;
      case PRINT:
        return graph || value == ' ';
      case PUNCT:
        return graph && !lower && !upper && !digit;
      case SPACE:
        return value == ' ' || (value >= '\t' && value <= '\r');
      case UPPER:
        return upper;
      case XDIGIT:
        return digit || (value >= 'a' && value <= 'f') || (value >= 'A' && value <= 'F');
    }
    throw new AssertionError(this);
  }
}
