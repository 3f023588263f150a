// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.util.ArrayList;
import java.util.List;

/** Takes apart the texts of {@code /proc}: words with blanks between. */
final class ProcText {

  private static final int DECIMAL = 10;
  private static final int HEX = 16;
  private static final String[] NOTHING = {};

  private ProcText() {}

  /** The words of a text. */
  static String[] words(String text) {
    return words(text, Integer.MAX_VALUE);
  }

  /** The words of a text; of so many the last is all the rest. */
  static String[] words(String text, int most) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = start;
      while (end < text.length() && text.charAt(end) > ' ') {
        end++;
      }
      if (end > start) {
        boolean last = words.size() == most - 1;
        words.add(last ? text.substring(start) : text.substring(start, end));
        if (last) {
          break;
        }
      }
      start = end + 1;
    }
    return words.toArray(NOTHING);
  }

  /** A decimal number; -1 if the text is none. */
  static long number(String word) {
    return parse(word, DECIMAL, -1);
  }

  /** The word at a place as a decimal number; -1 if there is none. */
  static long number(String[] words, int place) {
    return place >= 0 && place < words.length ? number(words[place]) : -1;
  }

  /** The word at a place as a number of 64 bits in hexadecimal digits; 0 if there is none. */
  static long hexNumber(String[] words, int place) {
    return place < words.length ? parse(words[place], HEX, 0) : 0;
  }

  private static long parse(String word, int radix, long otherwise) {
    try {
      return Long.parseUnsignedLong(word, radix);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
