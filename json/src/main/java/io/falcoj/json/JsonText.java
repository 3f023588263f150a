// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import io.falcoj.engine.Values;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies valid JSON as text: without blanks, or indented. Keys and strings stay as written. */
final class JsonText {

  private static final int INDENT = 2;

  private JsonText() {}

  /** Adds the value without blanks between its tokens; in place if it has none. */
  static void addCompact(byte[] bytes, int from, int end, Values values) {
    int blank = firstBlank(bytes, from, end);
    if (blank == end) {
      values.addText(bytes, from, end - from);
      return;
    }
    int offset = values.reserve(end - from);
    byte[] target = values.scratch();
    int out = offset;
    int at = from;
    while (at < end) {
      byte next = bytes[at];
      if (next == '"') {
        int stop = JsonStrings.endOfString(bytes, at + 1) + 1;
        System.arraycopy(bytes, at, target, out, stop - at);
        out += stop - at;
        at = stop;
      } else {
        if (!JsonScanner.isBlank(next)) {
          target[out++] = next;
        }
        at++;
      }
    }
    values.addScratch(offset, out - offset);
  }

  /**
   * Adds the value with every member and element on a line of its own, indented by two spaces a
   * level. An indented text that would be more than four times as long, and a mebibyte, is added
   * compact: blanks must not outgrow memory.
   */
  static void addIndented(byte[] bytes, int from, int end, Values values) {
    long length = indent(bytes, from, end, null, 0);
    if (length > 4L * (end - from) + (1 << 20) || length > Integer.MAX_VALUE / 2) {
      addCompact(bytes, from, end, values);
      return;
    }
    int offset = values.reserve((int) length);
    indent(bytes, from, end, values.scratch(), offset);
    values.addScratch(offset, (int) length);
  }

  private static int firstBlank(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      byte next = bytes[at];
      if (next == '"') {
        at = JsonStrings.endOfString(bytes, at + 1) + 1;
      } else if (JsonScanner.isBlank(next)) {
        return at;
      } else {
        at++;
      }
    }
    return end;
  }

  /**
   * Writes the indented text, or measures it.
   *
   * @param target null to measure
   * @return length of the text
   */
  private static long indent(
      byte[] bytes, int from, int end, byte @Nullable [] target, int offset) {
    long out = offset;
    int depth = 0;
    int at = from;
    while (at < end) {
      byte next = bytes[at];
      switch (next) {
        case ' ', '\t', '\r', '\n':
          at++;
          break;
        case '"':
          int stop = JsonStrings.endOfString(bytes, at + 1) + 1;
          if (target != null) {
            System.arraycopy(bytes, at, target, (int) out, stop - at);
          }
          out += stop - at;
          at = stop;
          break;
        case '{', '[':
          out = put(next, target, out);
          at = JsonScanner.skipWhitespace(bytes, at + 1);
          if (bytes[at] == '}' || bytes[at] == ']') {
            out = put(bytes[at++], target, out);
          } else {
            out = newLine(++depth, target, out);
          }
          break;
        case '}', ']':
          out = newLine(--depth, target, out);
          out = put(next, target, out);
          at++;
          break;
        case ',':
          out = put(next, target, out);
          out = newLine(depth, target, out);
          at++;
          break;
        case ':':
          out = put(next, target, out);
          out = put((byte) ' ', target, out);
          at++;
          break;
        default:
          out = put(next, target, out);
          at++;
      }
    }
    return out - offset;
  }

  private static long put(byte character, byte @Nullable [] target, long out) {
    if (target != null) {
      target[(int) out] = character;
    }
    return out + 1;
  }

  private static long newLine(int depth, byte @Nullable [] target, long out) {
    int blanks = depth * INDENT;
    if (target != null) {
      int at = (int) out;
      target[at] = '\n';
      Arrays.fill(target, at + 1, at + 1 + blanks, (byte) ' ');
    }
    return out + 1 + blanks;
  }
}
