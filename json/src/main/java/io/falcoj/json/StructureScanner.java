// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the end of an object or array by its brackets, or of a string, for texts that are too large
 * to be held or that are not JSON. It can be fed in parts.
 *
 * <p>A text that is damaged ends where its brackets balance or, if sooner, at the first line end
 * that cannot be inside of JSON: one inside of a string, or one between two tokens that cannot
 * follow each other, such as {@code &#125;} and <code>&#123;</code>.
 */
public final class StructureScanner {

  /** Returned by {@link #advance} when the end was not in this part. */
  public static final int MORE = -1;

  /** How the API server begins a line with an event. */
  private static final byte[] EVENT_LINE =
      "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/".getBytes(StandardCharsets.US_ASCII);

  private int depth;
  private boolean damaged;
  private boolean inString;
  private boolean afterBackslash;
  private boolean afterNewline;
  private byte previous;
  private int reached;

  /** Begins before an object, array or string. */
  public void begin() {
    beginInside(0);
  }

  /**
   * Takes the text for damaged, and no list: it also ends where a line begins as audit events do.
   */
  public void expectDamage() {
    damaged = true;
  }

  /** Begins inside of {@code depth} objects or arrays, the outermost of which is to be ended. */
  public void beginInside(int depth) {
    this.depth = depth;
    damaged = false;
    inString = false;
    afterBackslash = false;
    afterNewline = false;
    previous = ',';
  }

  /**
   * Goes on with the next part of the text.
   *
   * @param to end of the part; the array must go on behind it
   * @return where the text ends; {@link #MORE} if it goes on behind {@code to}: the next part then
   *     begins with what is at {@link #reached}
   */
  public int advance(byte[] bytes, int from, int to) {
    reached = to;
    byte behind = bytes[to];
    bytes[to] = 0;
    int end = find(bytes, from, to);
    bytes[to] = behind;
    return end;
  }

  /** Where the next part has to begin. It is before the end if a line begins too close to it. */
  public int reached() {
    return reached;
  }

  private int find(byte[] bytes, int from, int to) {
    int at = from;
    if (afterBackslash && at < to) {
      afterBackslash = false;
      at++;
    }
    while (at < to) {
      if (inString) {
        at = JsonStrings.indexOfSpecial(bytes, at);
        if (at >= to) {
          return MORE;
        }
        if (bytes[at] == '\n') {
          return at + 1;
        }
        if (bytes[at] == '\\') {
          afterBackslash = at + 1 == to;
          at++;
        } else if (bytes[at] == '"') {
          inString = false;
          if (depth == 0) {
            return at + 1;
          }
        }
        at++;
        continue;
      }
      byte next = bytes[at];
      if (JsonScanner.isBlank(next)) {
        afterNewline |= next == '\n';
        at++;
        continue;
      }
      if (afterNewline) {
        if (cannotFollow(previous, next)) {
          return at;
        }
        if (damaged && next == '{') {
          if (at + EVENT_LINE.length > to) {
            reached = at;
            return MORE;
          }
          if (isEventLine(bytes, at)) {
            return at;
          }
        }
      }
      afterNewline = false;
      previous = next;
      at++;
      switch (next) {
        case '"':
          inString = true;
          break;
        case '{', '[':
          depth++;
          break;
        case '}', ']':
          depth--;
          if (depth <= 0) {
            return at;
          }
          break;
        default:
      }
    }
    return MORE;
  }

  private static boolean isEventLine(byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + EVENT_LINE.length, EVENT_LINE, 0, EVENT_LINE.length);
  }

  /**
   * Whether a line that begins with {@code next} cannot go on with a JSON value of which the lines
   * before end in {@code previous}; blanks left aside.
   */
  static boolean cannotFollow(byte previous, byte next) {
    switch (next) {
      case '}', ']', ',', ':':
        return false;
      case '"':
        return previous != ',' && previous != ':' && previous != '[' && previous != '{';
      case '{', '[', '-', 't', 'f', 'n', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
        return previous != ',' && previous != ':' && previous != '[';
      default:
        return true;
    }
  }

  /**
   * Where the last line begins that cannot go on with a JSON value of the lines before: between
   * whole documents.
   *
   * @return {@code from} if there is none
   */
  public static int lastBoundary(byte[] bytes, int from, int to) {
    // The first byte that is not blank behind the line end that is looked at; 0 while unknown.
    byte next = 0;
    int lineEnd = -1;
    for (int at = to - 1; at >= from; at--) {
      byte current = bytes[at];
      if (current == '\n') {
        lineEnd = next == 0 ? -1 : lineEnd < 0 ? at : lineEnd;
      } else if (!JsonScanner.isBlank(current)) {
        if (lineEnd >= 0 && cannotFollow(current, next)) {
          return lineEnd + 1;
        }
        lineEnd = -1;
        next = current;
      }
    }
    return from;
  }
}
