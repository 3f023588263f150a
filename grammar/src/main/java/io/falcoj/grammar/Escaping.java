// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Quotes and escapes of values, as conditions write them. */
public final class Escaping {

  /** Stands in a value for a byte that is not UTF-8; the low byte is that byte. */
  private static final char RAW_BYTE_BASE = '\uDC00';

  private static final char FIRST_RAW_BYTE = '\uDC80';
  private static final char LAST_RAW_BYTE = '\uDCFF';

  private Escaping() {}

  /**
   * The text as Falco prints a value: in double quotes with escapes if it holds a blank, a quote, a
   * backslash, an equals sign, a NUL or a control character that has an escape; else as it is. Such
   * text does not always read back: an empty value prints as nothing.
   */
  public static String escape(String text) {
    return needsEscape(text) ? quoteAsFalco(text) : text;
  }

  /**
   * The text in double quotes, so that it reads back whatever it holds. Text from elsewhere goes
   * into a condition through this only.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean last = i == text.length() - 1;
      if (character == '\0' || character == '\\' && last) {
        // A quoted text may hold no NUL; and a backslash before a quote never lets it close.
        appendHex(quoted, character);
      } else if (isRawByte(text, i)) {
        appendHex(quoted, character - RAW_BYTE_BASE);
      } else {
        appendEscaped(quoted, character);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * The bytes that a value stands for: its UTF-8 form. Bytes written as {@code \xNN} that are no
   * UTF-8 are held in values as the characters U+DC80 to U+DCFF and come out as they were.
   */
  public static byte[] bytes(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isRawByte(value, i)) {
        return bytesWithRaw(value, i);
      }
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What a quoted text stands for.
   *
   * @param quoted the text with its quotes, as the lexer finds it
   * @param offset where it stands, for errors
   * @throws SyntaxFailure if an escape is not one
   */
  static String unquote(String quoted, int offset) {
    return quoted.indexOf('\\') < 0
        ? quoted.substring(1, quoted.length() - 1)
        : new Unquoting(quoted, offset).value();
  }

  /** Whether Falco prints a value in quotes. */
  static boolean needsEscape(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("\b\f\n\r\t =\\\"'\0".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String quoteAsFalco(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      appendEscaped(quoted, text.charAt(i));
    }
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder to, char character) {
    switch (character) {
      case '\b' -> to.append("\\b");
      case '\f' -> to.append("\\f");
      case '\n' -> to.append("\\n");
      case '\r' -> to.append("\\r");
      case '\t' -> to.append("\\t");
      case '\\' -> to.append("\\\\");
      case '"' -> to.append("\\\"");
      default -> to.append(character);
    }
  }

  private static void appendHex(StringBuilder to, int value) {
    to.append("\\x").append(Character.forDigit(value >> 4, 16));
    to.append(Character.forDigit(value & 0xF, 16));
  }

  private static boolean isRawByte(String text, int index) {
    char character = text.charAt(index);
    return character >= FIRST_RAW_BYTE
        && character <= LAST_RAW_BYTE
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  private static byte[] bytesWithRaw(String value, int firstRaw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length() + 16);
    int copied = 0;
    for (int i = firstRaw; i < value.length(); i++) {
      if (isRawByte(value, i)) {
        bytes.writeBytes(value.substring(copied, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(value.charAt(i));
        copied = i + 1;
      }
    }
    bytes.writeBytes(value.substring(copied).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Undoes the escapes of one quoted text. */
  private static final class Unquoting {

    private final String quoted;
    private final int offset;
    private final int end;
    private final StringBuilder value;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(0);

    Unquoting(String quoted, int offset) {
      this.quoted = quoted;
      this.offset = offset;
      this.end = quoted.length() - 1;
      this.value = new StringBuilder(end);
    }

    String value() {
      int index = 1;
      while (index < end) {
        char character = quoted.charAt(index);
        if (character == '\\') {
          index = unescape(index + 1);
        } else {
          append(character);
          index++;
        }
      }
      decodePending();
      return value.toString();
    }

    /** Undoes the escape whose letter is at {@code index}; the index behind it. */
    private int unescape(int index) {
      char letter = quoted.charAt(index);
      switch (letter) {
        case 'b' -> append('\b');
        case 'f' -> append('\f');
        case 'n' -> append('\n');
        case 'r' -> append('\r');
        case 't' -> append('\t');
        case '\\', '/' -> append(letter);
        // Old rules hold a backslash before a blank. The blank is lost: so Falco reads them.
        case ' ' -> append('\\');
        case '"', '\'' -> appendQuote(index);
        case 'x' -> {
          appendByte(index);
          return index + 3;
        }
        default ->
            throw failure("unsupported string escape sequence: \\" + letter, index, index + 1);
      }
      return index + 1;
    }

    private void appendQuote(int index) {
      char quote = quoted.charAt(index);
      if (quote != quoted.charAt(0)) {
        throw failure(
            "invalid \\" + quote + " escape in " + quoted.charAt(0) + "-quoted string",
            index,
            index + 1);
      }
      append(quote);
    }

    private void appendByte(int index) {
      if (index + 2 >= end) {
        throw failure("truncated hex char escape sequence", index, end);
      }
      int high = hexDigit(quoted.charAt(index + 1));
      int low = hexDigit(quoted.charAt(index + 2));
      if (high < 0 || low < 0) {
        throw failure(
            "invalid hex char escape sequence: " + quoted.substring(index + 1, index + 3),
            index,
            index + 3);
      }
      int octet = high << 4 | low;
      if (octet < 0x80) {
        append((char) octet);
      } else {
        pending.write(octet);
      }
    }

    private static int hexDigit(char character) {
      return character < 0x80 ? Character.digit(character, 16) : -1;
    }

    private void append(char character) {
      decodePending();
      value.append(character);
    }

    /** Bytes written one by one may together be UTF-8 characters. */
    private void decodePending() {
      if (pending.size() == 0) {
        return;
      }
      ByteBuffer bytes = ByteBuffer.wrap(pending.toByteArray());
      CharBuffer characters = CharBuffer.allocate(bytes.remaining());
      CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
      CoderResult result = decoder.decode(bytes, characters, true);
      while (result.isError()) {
        for (int i = result.length(); i > 0; i--) {
          characters.put((char) (RAW_BYTE_BASE | bytes.get() & 0xFF));
        }
        result = decoder.decode(bytes, characters, true);
      }
      value.append(characters.flip());
      pending.reset();
    }

    private SyntaxFailure failure(String message, int from, int to) {
      // The backslash belongs to what is wrong.
      return new SyntaxFailure(message, offset + from - 1, offset + to, List.of());
    }
  }
}
