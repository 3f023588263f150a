// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

/**
 * Matches text against patterns with wildcards, as {@code fnmatch} does in the C locale without
 * flags, byte by byte: {@code *} is any text, {@code ?} any byte (slashes and leading dots among
 * them), {@code [a-z]}, {@code [!a-z]} and {@code [[:alpha:]]} one byte of a set, and a backslash
 * takes the next byte as it is. A bracket that is not closed stands for itself; a backslash at the
 * end matches nothing.
 *
 * <p>The pattern is read as it stands, because it may come from the event, too. The time is at most
 * the length of the text times that of the pattern; nothing is allocated.
 */
final class Glob {

  private static final int NONE = -1;

  private Glob() {}

  /** Whether {@code text} has a byte that stands for more than itself. */
  static boolean isPattern(byte[] text) {
    for (byte one : text) {
      if (one == '*' || one == '?' || one == '[') {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the pattern matches the whole text; both are slices.
   *
   * @param ignoreCase whether ASCII letters match in both cases
   */
  static boolean matches(
      byte[] pattern,
      int patternStart,
      int patternEnd,
      byte[] text,
      int textStart,
      int textEnd,
      boolean ignoreCase) {
    int p = patternStart;
    int t = textStart;
    int afterStar = NONE;
    int starText = NONE;
    while (t < textEnd) {
      if (p < patternEnd && pattern[p] == '*') {
        p++;
        afterStar = p;
        starText = t;
        continue;
      }
      int next = p < patternEnd ? matchOne(pattern, p, patternEnd, text[t], ignoreCase) : NONE;
      if (next != NONE) {
        p = next;
        t++;
      } else if (afterStar != NONE) {
        // The last star takes one byte more; stars before it never need to.
        starText++;
        p = afterStar;
        t = starText;
      } else {
        return false;
      }
    }
    while (p < patternEnd && pattern[p] == '*') {
      p++;
    }
    return p == patternEnd;
  }

  /** Where the pattern goes on if its element at {@code p} matches the byte, else NONE. */
  private static int matchOne(byte[] pattern, int p, int end, byte value, boolean ignoreCase) {
    byte element = pattern[p];
    if (element == '?') {
      return p + 1;
    }
    if (element == '[') {
      int close = closingBracket(pattern, p, end);
      if (close != NONE) {
        return isInBracket(pattern, p, close, value, ignoreCase) ? close + 1 : NONE;
      }
    }
    int at = p;
    if (element == '\\') {
      at++;
      if (at == end) {
        return NONE;
      }
    }
    return equal(pattern[at], value, ignoreCase) ? at + 1 : NONE;
  }

  /** Where the bracket that opens at {@code open} closes, or NONE. */
  private static int closingBracket(byte[] pattern, int open, int end) {
    int at = skipNegation(pattern, open, end);
    for (boolean first = true; at < end; first = false) {
      if (pattern[at] == ']' && !first) {
        return at;
      }
      int close = closingColon(pattern, at, end);
      if (close != NONE) {
        at = close + 1;
      } else if (pattern[at] == '\\') {
        at += 2;
      } else {
        at++;
      }
    }
    return NONE;
  }

  private static boolean isInBracket(
      byte[] pattern, int open, int close, byte value, boolean ignoreCase) {
    boolean negated = skipNegation(pattern, open, close) > open + 1;
    boolean listed =
        isListed(pattern, open, close, value)
            || (ignoreCase
                && (isListed(pattern, open, close, AsciiText.lowerCase(value))
                    || isListed(pattern, open, close, AsciiText.upperCase(value))));
    return listed != negated;
  }

  private static boolean isListed(byte[] pattern, int open, int close, byte value) {
    int at = skipNegation(pattern, open, close);
    while (at < close) {
      int colon = closingColon(pattern, at, close);
      if (colon != NONE) {
        if (isInClass(pattern, at, colon, value)) {
          return true;
        }
        at = colon + 1;
        continue;
      }
      if (pattern[at] == '\\') {
        at++;
      }
      int low = pattern[at] & 0xff;
      int high = low;
      at++;
      if (at + 1 < close && pattern[at] == '-') {
        at++;
        if (pattern[at] == '\\') {
          at++;
        }
        high = pattern[at] & 0xff;
        at++;
      }
      int wanted = value & 0xff;
      if (low <= wanted && wanted <= high) {
        return true;
      }
    }
    return false;
  }

  /** Last byte of a {@code [:class:]}, {@code [=x=]} or {@code [.x.]} that opens here, or NONE. */
  private static int closingColon(byte[] pattern, int open, int end) {
    if (pattern[open] != '[' || open + 1 >= end) {
      return NONE;
    }
    byte mark = pattern[open + 1];
    if (mark != ':' && mark != '=' && mark != '.') {
      return NONE;
    }
    for (int at = open + 2; at + 1 < end; at++) {
      if (pattern[at] == mark && pattern[at + 1] == ']') {
        return at + 1;
      }
    }
    return NONE;
  }

  private static boolean isInClass(byte[] pattern, int open, int close, byte value) {
    if (pattern[open + 1] != ':') {
      return close - open == 4 && pattern[open + 2] == value;
    }
    AsciiClass named = AsciiClass.find(pattern, open + 2, close - 1);
    return named != null && named.contains(value);
  }

  private static int skipNegation(byte[] pattern, int open, int end) {
    int at = open + 1;
    return at < end && (pattern[at] == '!' || pattern[at] == '^') ? at + 1 : at;
  }

  private static boolean equal(byte a, byte b, boolean ignoreCase) {
    return ignoreCase ? AsciiText.lowerCase(a) == AsciiText.lowerCase(b) : a == b;
  }
}
