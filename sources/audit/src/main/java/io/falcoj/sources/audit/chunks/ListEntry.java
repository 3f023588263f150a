// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonScanner;
import io.falcoj.json.StructureScanner;
import java.util.Arrays;

/**
 * Finds the list of records in a document that cannot be read as a whole, because it is too large
 * or because one of its records is damaged.
 */
final class ListEntry {

  /** Returned when there is no list. */
  static final int NONE = -1;

  /** Members that hold records: of an EventList, of the exports of EKS, of AKS. */
  private static final byte[][] LISTS = {
    Utf8.bytes("items"), Utf8.bytes("logEvents"), Utf8.bytes("events"), Utf8.bytes("records")
  };

  private static final byte[] KIND = Utf8.bytes("kind");
  private static final byte[] EVENT = Utf8.bytes("\"Event\"");

  private ListEntry() {}

  /**
   * Where the first record of the list begins that is, or is in, the value at {@code from}: behind
   * the bracket.
   *
   * @param from of an object or array
   * @param to how far to look; the array must go on behind it
   * @return {@link #NONE} if there is no list up to {@code to}
   */
  static int find(byte[] bytes, int from, int to) {
    if (bytes[from] == '[') {
      return from + 1;
    }
    StructureScanner values = new StructureScanner();
    int at = from + 1;
    while (true) {
      at = skipTo(bytes, at, to, '"');
      int keyEnd = at < to ? endOfString(bytes, at, to) : to;
      int value = keyEnd < to ? skipTo(bytes, keyEnd, to, ':') + 1 : to;
      while (value < to && JsonScanner.isBlank(bytes[value])) {
        value++;
      }
      if (value >= to) {
        return NONE;
      }
      if (bytes[value] == '[' && isList(bytes, at + 1, keyEnd - 1)) {
        return value + 1;
      }
      if (Arrays.equals(bytes, at + 1, keyEnd - 1, KIND, 0, KIND.length)
          && value + EVENT.length <= to
          && Arrays.equals(bytes, value, value + EVENT.length, EVENT, 0, EVENT.length)) {
        return NONE;
      }
      at = endOfValue(bytes, value, to, values);
      if (at >= to || at == StructureScanner.MORE) {
        return NONE;
      }
    }
  }

  private static boolean isList(byte[] bytes, int from, int to) {
    for (byte[] list : LISTS) {
      if (Arrays.equals(bytes, from, to, list, 0, list.length)) {
        return true;
      }
    }
    return false;
  }

  private static int endOfValue(byte[] bytes, int from, int to, StructureScanner values) {
    switch (bytes[from]) {
      case '"':
        return endOfString(bytes, from, to);
      case '{', '[':
        values.begin();
        return values.advance(bytes, from, to);
      default:
        return skipTo(bytes, from, to, ',');
    }
  }

  private static int skipTo(byte[] bytes, int from, int to, char wanted) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** Index behind the closing quote of the string at {@code from}; {@code to} if it has none. */
  private static int endOfString(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, to);
  }
}
