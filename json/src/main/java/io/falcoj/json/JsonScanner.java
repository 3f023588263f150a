// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.util.Arrays;

/**
 * Checks that a text is JSON (RFC 8259) and notes where the members of its outermost object are, in
 * one pass over the bytes. Bytes that are not UTF-8 are let through, as Falco does: the event is
 * worth more than the character.
 *
 * <p>Members collect in one table over many documents, until {@link #clear}. Each takes {@link
 * #STRIDE} ints: where its key begins, how long that is (negative: it has escapes), where its value
 * begins, where it ends.
 *
 * <p>Not thread-safe.
 */
public final class JsonScanner {

  /** Returned by {@link #scan} when the text is not JSON. */
  public static final int FAILED = -1;

  /** Ints a member takes in the table. */
  public static final int STRIDE = 4;

  public static final int KEY_START = 0;
  public static final int KEY_LENGTH = 1;
  public static final int VALUE_START = 2;
  public static final int VALUE_END = 3;

  /** Bytes that an array has behind a text, at least, for what scanners put and read there. */
  public static final int SLACK = 16;

  private static final int WORD_BITS = 6;

  private final long[] objects = new long[(JsonDocument.MAX_DEPTH >>> WORD_BITS) + 1];
  private int[] members = new int[64 * STRIDE];
  private int memberInts;
  private int newlines;
  private int failure;
  private String reason = "";
  private boolean incomplete;
  private boolean escapes;

  /** Forgets all members and line feeds. */
  public void clear() {
    memberInts = 0;
    newlines = 0;
  }

  /** The table of members. */
  public int[] members() {
    return members;
  }

  /** How many members the table holds. */
  public int memberCount() {
    return memberInts / STRIDE;
  }

  /** Takes the members from {@code count} on out of the table. */
  public void keepMembers(int count) {
    memberInts = count * STRIDE;
  }

  /** Line feeds between the tokens scanned since the last call. */
  public int takeNewlines() {
    int taken = newlines;
    newlines = 0;
    return taken;
  }

  /** Where the last scan failed. */
  public int failure() {
    return failure;
  }

  /** Why the last scan failed, for a person. */
  public String reason() {
    return reason;
  }

  /** Whether the last scan failed because the text ended. */
  public boolean isIncomplete() {
    return incomplete;
  }

  /**
   * Scans one value and adds its members to the table, if it is an object.
   *
   * @param from where the value begins; blanks are skipped
   * @param to end of the text; the array must go on behind it
   * @return where the value ends; {@link #FAILED} if it is not JSON: see {@link #failure}
   */
  public int scan(byte[] bytes, int from, int to) {
    // A NUL stops every loop, so that none of them has to compare with the end.
    byte behind = bytes[to];
    bytes[to] = 0;
    int end = scanValue(bytes, from, to);
    bytes[to] = behind;
    return end;
  }

  private int scanValue(byte[] bytes, int from, int to) {
    int at = from;
    int depth = 0;
    boolean object = false;
    boolean key = false;
    while (true) {
      if (key) {
        at = skipBlanks(bytes, at);
        if (bytes[at] != '"') {
          return fail(at, to, "expected a key");
        }
        int end = string(bytes, at + 1, to);
        if (end < 0) {
          return FAILED;
        }
        int keyStart = at + 1;
        at = skipBlanks(bytes, end + 1);
        if (bytes[at] != ':') {
          return fail(at, to, "expected ':' after a key");
        }
        at = skipBlanks(bytes, at + 1);
        if (depth == 1) {
          addMember(keyStart, end - keyStart, at);
        }
      } else {
        at = skipBlanks(bytes, at);
      }
      switch (bytes[at]) {
        case '"':
          at = string(bytes, at + 1, to) + 1;
          if (at <= 0) {
            return FAILED;
          }
          break;
        case '{', '[':
          if (depth == JsonDocument.MAX_DEPTH) {
            return fail(at, to, "nested deeper than " + JsonDocument.MAX_DEPTH + " levels");
          }
          if (object) {
            objects[depth >>> WORD_BITS] |= 1L << depth;
          } else {
            objects[depth >>> WORD_BITS] &= ~(1L << depth);
          }
          depth++;
          object = bytes[at] == '{';
          at = skipBlanks(bytes, at + 1);
          if (bytes[at] != (object ? '}' : ']')) {
            key = object;
            continue;
          }
          at++;
          depth--;
          object = (objects[depth >>> WORD_BITS] & 1L << depth) != 0;
          break;
        case 't':
          at = literal(bytes, at, to, "true");
          break;
        case 'f':
          at = literal(bytes, at, to, "false");
          break;
        case 'n':
          at = literal(bytes, at, to, "null");
          break;
        case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
          at = number(bytes, at, to);
          break;
        default:
          return fail(at, to, "expected a value");
      }
      if (at < 0) {
        return FAILED;
      }
      // Behind a value: what it is in decides what may follow.
      while (true) {
        if (depth == 0) {
          return at;
        }
        if (depth == 1 && object) {
          members[memberInts - STRIDE + VALUE_END] = at;
        }
        at = skipBlanks(bytes, at);
        byte next = bytes[at];
        if (next == ',') {
          at++;
          key = object;
          break;
        }
        if (next != (object ? '}' : ']')) {
          return fail(at, to, object ? "expected ',' or '}'" : "expected ',' or ']'");
        }
        at++;
        depth--;
        object = (objects[depth >>> WORD_BITS] & 1L << depth) != 0;
      }
    }
  }

  /** Index of the first byte at or after {@code from} that is not a blank of JSON. */
  public static int skipWhitespace(byte[] bytes, int from) {
    int at = from;
    while (isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Whether JSON takes the byte for a blank. */
  public static boolean isBlank(byte character) {
    return character == ' ' || character == '\n' || character == '\t' || character == '\r';
  }

  /** The first byte that is not a blank; counts lines. */
  private int skipBlanks(byte[] bytes, int from) {
    return bytes[from] > ' ' ? from : skipMoreBlanks(bytes, from);
  }

  private int skipMoreBlanks(byte[] bytes, int from) {
    int at = from;
    while (true) {
      switch (bytes[at]) {
        case '\n':
          newlines++;
          at++;
          break;
        case ' ', '\t', '\r':
          at++;
          break;
        default:
          return at;
      }
    }
  }

  /** Index of the closing quote; negative if the string is not one. */
  private int string(byte[] bytes, int from, int to) {
    int at = JsonStrings.indexOfSpecial(bytes, from);
    escapes = false;
    return bytes[at] == '"' && at < to ? at : stringWithEscapes(bytes, at, to);
  }

  private int stringWithEscapes(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (bytes[at] == '"') {
        return at;
      }
      if (bytes[at] != '\\') {
        fail(at, to, "a control character in a string");
        return FAILED;
      }
      int length = JsonStrings.escapeLength(bytes, at, to);
      if (length == 0) {
        // A text that ends within an escape is cut, not wrong.
        boolean cut = to - at < (at + 1 < to && bytes[at + 1] == 'u' ? 6 : 2);
        fail(cut ? to : at, to, "not an escape sequence");
        return FAILED;
      }
      escapes = true;
      at = JsonStrings.indexOfSpecial(bytes, at + length);
    }
    fail(to, to, "");
    return FAILED;
  }

  private int literal(byte[] bytes, int from, int to, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        fail(from + i, to, "expected a value");
        return FAILED;
      }
    }
    return from + word.length();
  }

  private int number(byte[] bytes, int from, int to) {
    int at = bytes[from] == '-' ? from + 1 : from;
    if (bytes[at] == '0') {
      at++;
    } else {
      int digits = at;
      at = skipDigits(bytes, at);
      if (at == digits) {
        return fail(at, to, "expected a digit");
      }
    }
    if (bytes[at] == '.') {
      int digits = at + 1;
      at = skipDigits(bytes, digits);
      if (at == digits) {
        return fail(at, to, "expected a digit");
      }
    }
    if (bytes[at] == 'e' || bytes[at] == 'E') {
      at++;
      if (bytes[at] == '+' || bytes[at] == '-') {
        at++;
      }
      int digits = at;
      at = skipDigits(bytes, at);
      if (at == digits) {
        return fail(at, to, "expected a digit");
      }
    }
    return at;
  }

  private static int skipDigits(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private void addMember(int keyStart, int keyLength, int valueStart) {
    if (memberInts == members.length) {
      members = Arrays.copyOf(members, memberInts * 2);
    }
    members[memberInts + KEY_START] = keyStart;
    members[memberInts + KEY_LENGTH] = escapes ? ~keyLength : keyLength;
    members[memberInts + VALUE_START] = valueStart;
    memberInts += STRIDE;
  }

  private int fail(int at, int to, String why) {
    failure = at;
    incomplete = at >= to;
    reason = incomplete ? "the text ends within a JSON value" : why;
    return FAILED;
  }
}
