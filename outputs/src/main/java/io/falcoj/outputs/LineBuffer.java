// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.VisibleText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Lines of UTF-8 under construction. Owned by one thread at a time and used again: once grown, it
 * allocates nothing.
 */
public final class LineBuffer {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int REPLACEMENT = 0xFFFD;
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  /** A buffer with room for {@code capacity} bytes, which grows when needed. */
  public LineBuffer(int capacity) {
    bytes = new byte[Math.max(capacity, 64)];
  }

  /** Forgets what was appended; the room stays. */
  public void clear() {
    length = 0;
  }

  /** How many bytes were appended. */
  public int length() {
    return length;
  }

  /** Shortens the content to its first {@code newLength} bytes. */
  public void truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IndexOutOfBoundsException(newLength);
    }
    length = newLength;
  }

  /** The appended bytes, as a copy. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes the appended bytes. */
  public void writeTo(OutputStream stream) throws IOException {
    stream.write(bytes, 0, length);
  }

  /** The appended bytes, to be read; shares the bytes, so it is valid until the next change. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }

  /** Appends the bytes that another buffer has left, which stay there. */
  public void append(ByteBuffer other) {
    int count = other.remaining();
    reserve(count);
    other.get(other.position(), bytes, length, count);
    length += count;
  }

  /** Appends one byte. */
  public void append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  /** Appends text that is known to be ASCII and harmless. */
  public void append(String ascii) {
    int count = ascii.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
  }

  /** Appends a number of exactly {@code digits} digits, with leading zeros. */
  public void appendPadded(long number, int digits) {
    reserve(digits);
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /**
   * Appends text of any origin so that it stays on its line and does nothing to a terminal: control
   * characters, line separators and marks that turn the direction of writing become visible
   * escapes, {@code \n} or <code>&#92;u001b</code>; half a surrogate pair becomes U+FFFD.
   */
  public void appendVisible(String text) {
    append(text, false);
  }

  /** Appends text as a JSON string, quotes included; it is as harmless as visible text. */
  public void appendJson(String text) {
    append('"');
    appendJsonContent(text);
    append('"');
  }

  /** Appends text as the inside of a JSON string. */
  public void appendJsonContent(String text) {
    append(text, true);
  }

  private void append(String text, boolean json) {
    int count = text.length();
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      reserve(6);
      if (c >= ' ' && c < 0x7F) {
        if (json && (c == '"' || c == '\\')) {
          bytes[length++] = '\\';
        }
        bytes[length++] = (byte) c;
      } else if (VisibleText.isUnsafe(c)) {
        appendEscape(c);
      } else if (!Character.isSurrogate(c)) {
        appendCodePoint(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        appendCodePoint(Character.toCodePoint(c, text.charAt(i + 1)));
        i++;
      } else {
        appendCodePoint(REPLACEMENT);
      }
    }
  }

  private void appendEscape(char c) {
    bytes[length++] = '\\';
    switch (c) {
      case '\b' -> bytes[length++] = 'b';
      case '\t' -> bytes[length++] = 't';
      case '\n' -> bytes[length++] = 'n';
      case '\f' -> bytes[length++] = 'f';
      case '\r' -> bytes[length++] = 'r';
      default -> {
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
          bytes[length++] = HEX[c >> shift & 0xF];
        }
      }
    }
  }

  private void appendCodePoint(int codePoint) {
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[length++] = (byte) (0xE0 | codePoint >> 12);
      } else {
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
      }
      bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    }
    bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  private void reserve(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      long wanted = Math.max(needed, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST_ARRAY, wanted));
    }
  }
}
