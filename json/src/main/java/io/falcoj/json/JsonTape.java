// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.util.Arrays;

/**
 * Where the values inside of scanned JSON are: one int each, in the order of the text.
 *
 * <pre>
 *   31   28 27                                0
 *  +-------+-----------------------------------+
 *  |  tag  |  offset of the value's first byte |   relative to the document
 *  +-------+-----------------------------------+
 *  |       index of the container's END        |   behind OBJECT and ARRAY only
 *  +-------------------------------------------+
 * </pre>
 *
 * The members of an object are KEY and value, one after the other. A container ends with END, whose
 * offset is that of its closing bracket.
 */
final class JsonTape {

  static final int OBJECT = 0;
  static final int ARRAY = 1;
  static final int STRING = 2;
  static final int NUMBER = 3;
  static final int TRUE = 4;
  static final int FALSE = 5;
  static final int NULL = 6;
  static final int KEY = 7;
  static final int KEY_WITH_ESCAPES = 8;
  static final int END = 9;

  private static final int TAG_SHIFT = 28;

  /** Longest document whose values have an offset. */
  static final int MAX_LENGTH = 1 << TAG_SHIFT;

  private static final int OFFSET_MASK = (1 << TAG_SHIFT) - 1;

  /** Ints that are kept for the next event; a tape that grew beyond is given back. */
  private static final int KEPT_INTS = 1 << 20;

  private int[] open = new int[64];
  private int[] entries = new int[1024];
  private int size;

  void clear() {
    size = 0;
    if (entries.length > KEPT_INTS) {
      entries = new int[KEPT_INTS];
    }
  }

  int tag(int index) {
    return entries[index] >>> TAG_SHIFT;
  }

  /** Offset of the value's first byte in the document. */
  int offset(int index) {
    return entries[index] & OFFSET_MASK;
  }

  /** Index of the first entry in the container at {@code index}. */
  int inside(int index) {
    return index + 2;
  }

  /** Index of the END of the container at {@code index}. */
  int end(int index) {
    return entries[index + 1];
  }

  /** Index of the entry behind the value at {@code index}. */
  int behind(int index) {
    return tag(index) <= ARRAY ? end(index) + 1 : index + 1;
  }

  /**
   * Adds the container that begins at {@code from}, which was scanned before: it is known to be
   * valid.
   *
   * @param document where the document begins
   * @return index of its entry
   */
  int add(byte[] bytes, int document, int from) {
    int first = size;
    int depth = 0;
    int at = from;
    boolean value = true;
    do {
      byte next = bytes[at];
      switch (next) {
        case '{', '[':
          put(next == '{' ? OBJECT : ARRAY, at - document);
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = size;
          put(0, 0);
          value = next == '[';
          at++;
          break;
        case '}', ']':
          entries[open[--depth]] = size;
          put(END, at - document);
          at++;
          break;
        case ',':
          value = tag(open[depth - 1] - 1) == ARRAY;
          at++;
          break;
        case ':':
          value = true;
          at++;
          break;
        case '"':
          at = value ? addString(bytes, document, at) : addKey(bytes, document, at);
          break;
        case 't':
          put(TRUE, at - document);
          at += 4;
          break;
        case 'f':
          put(FALSE, at - document);
          at += 5;
          break;
        case 'n':
          put(NULL, at - document);
          at += 4;
          break;
        case ' ', '\t', '\r', '\n':
          at++;
          break;
        default:
          put(NUMBER, at - document);
          at = endOfNumber(bytes, at);
      }
    } while (depth > 0);
    return first;
  }

  /** Index behind the number that begins at {@code from}, which is known to be valid. */
  static int endOfNumber(byte[] bytes, int from) {
    int at = from + 1;
    // Of the characters that may follow a number, all but '}' and ']' are below '+' or are ','.
    while (bytes[at] > ',' && bytes[at] != ']' && bytes[at] != '}' || bytes[at] == '+') {
      at++;
    }
    return at;
  }

  private int addString(byte[] bytes, int document, int at) {
    put(STRING, at - document);
    return JsonStrings.endOfString(bytes, at + 1) + 1;
  }

  private int addKey(byte[] bytes, int document, int at) {
    int special = JsonStrings.indexOfSpecial(bytes, at + 1);
    if (bytes[special] == '"') {
      put(KEY, at - document);
      return special + 1;
    }
    put(KEY_WITH_ESCAPES, at - document);
    return JsonStrings.endOfString(bytes, special) + 1;
  }

  private void put(int tag, int offset) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = tag << TAG_SHIFT | offset;
  }
}
