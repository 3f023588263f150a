// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The insides of JSON strings: where they end, what they mean. */
public final class JsonStrings {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long BLANKS = ' ' * ONES;

  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private JsonStrings() {}

  /**
   * The first quote, backslash or control character at or after {@code from}. The array must hold
   * one of them: callers put a NUL behind their text.
   */
  static int indexOfSpecial(byte[] bytes, int from) {
    int index = from;
    int lastWord = bytes.length - Long.BYTES;
    while (index <= lastWord) {
      long word = (long) LONG.get(bytes, index);
      long quotes = word ^ QUOTES;
      long backslashes = word ^ BACKSLASHES;
      // A byte's high bit is set where the byte is zero after the subtraction's operand, or (third
      // term) below a blank. A borrow can only spoil bytes behind the first hit.
      long hits =
          (((quotes - ONES) & ~quotes)
                  | ((backslashes - ONES) & ~backslashes)
                  | ((word - BLANKS) & ~word))
              & HIGH_BITS;
      if (hits != 0) {
        return index + (Long.numberOfTrailingZeros(hits) >>> 3);
      }
      index += Long.BYTES;
    }
    while (bytes[index] != '"' && bytes[index] != '\\' && (bytes[index] & 0xFF) >= ' ') {
      index++;
    }
    return index;
  }

  /**
   * Index of the quote that ends a valid string.
   *
   * @param from of the first byte inside the quotes
   */
  static int endOfString(byte[] bytes, int from) {
    int index = indexOfSpecial(bytes, from);
    while (bytes[index] == '\\') {
      index = indexOfSpecial(bytes, index + 2);
    }
    return index;
  }

  /** Length of the escape sequence whose backslash is at {@code index}: 2 or 6; 0 if it is none. */
  static int escapeLength(byte[] bytes, int index, int end) {
    if (index + 1 >= end) {
      return 0;
    }
    switch (bytes[index + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return 2;
      case 'u':
        return index + 6 <= end && hex(bytes, index + 2) >= 0 ? 6 : 0;
      default:
        return 0;
    }
  }

  /**
   * Writes what the inside of a valid string means, as UTF-8. A surrogate without its other half
   * becomes U+FFFD. Never writes more bytes than it reads.
   *
   * @return how many bytes were written
   */
  public static int unescape(byte[] bytes, int from, int end, byte[] target, int targetOffset) {
    int out = targetOffset;
    int in = from;
    while (in < end) {
      byte next = bytes[in];
      if (next != '\\') {
        target[out++] = next;
        in++;
        continue;
      }
      byte escape = bytes[in + 1];
      if (escape != 'u') {
        target[out++] = unescaped(escape);
        in += 2;
        continue;
      }
      int character = codePoint(bytes, in, end);
      in += character > 0xFFFF ? 12 : 6;
      out = writeUtf8(character, target, out);
    }
    return out - targetOffset;
  }

  /** Whether the inside of a valid string means {@code text}. */
  public static boolean unescapedEquals(byte[] bytes, int from, int end, byte[] text) {
    if (end - from < text.length) {
      return false;
    }
    int in = from;
    int at = 0;
    while (in < end) {
      byte next = bytes[in];
      if (next != '\\' || bytes[in + 1] != 'u') {
        byte wanted = next == '\\' ? unescaped(bytes[in + 1]) : next;
        if (at == text.length || text[at++] != wanted) {
          return false;
        }
        in += next == '\\' ? 2 : 1;
        continue;
      }
      int character = codePoint(bytes, in, end);
      in += character > 0xFFFF ? 12 : 6;
      for (int i = 0, length = utf8Length(character); i < length; i++) {
        if (at == text.length || text[at++] != utf8Byte(character, i, length)) {
          return false;
        }
      }
    }
    return at == text.length;
  }

  private static byte unescaped(byte escape) {
    switch (escape) {
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      default:
        return escape;
    }
  }

  /**
   * The character of the {@code \}{@code u} escape at {@code index}, with a second one if paired.
   */
  private static int codePoint(byte[] bytes, int index, int end) {
    int unit = hex(bytes, index + 2);
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return unit;
    }
    boolean paired =
        unit <= Character.MAX_HIGH_SURROGATE
            && index + 12 <= end
            && bytes[index + 6] == '\\'
            && bytes[index + 7] == 'u';
    int low = paired ? hex(bytes, index + 8) : 0;
    return low >= Character.MIN_LOW_SURROGATE && low <= Character.MAX_LOW_SURROGATE
        ? Character.toCodePoint((char) unit, (char) low)
        : REPLACEMENT_CHARACTER;
  }

  /** Four hexadecimal digits as a number; negative if they are not. */
  private static int hex(byte[] bytes, int index) {
    return digit(bytes[index]) << 12
        | digit(bytes[index + 1]) << 8
        | digit(bytes[index + 2]) << 4
        | digit(bytes[index + 3]);
  }

  private static int digit(byte character) {
    return character < 0 ? -1 : Character.digit((char) character, 16);
  }

  private static int writeUtf8(int character, byte[] target, int offset) {
    int length = utf8Length(character);
    for (int i = 0; i < length; i++) {
      target[offset + i] = utf8Byte(character, i, length);
    }
    return offset + length;
  }

  private static int utf8Length(int character) {
    if (character < 0x80) {
      return 1;
    }
    if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }

  private static byte utf8Byte(int character, int index, int length) {
    if (length == 1) {
      return (byte) character;
    }
    int bits = character >>> 6 * (length - 1 - index);
    return (byte) (index == 0 ? 0xF00 >>> length & 0xFF | bits : 0x80 | bits & 0x3F);
  }
}
