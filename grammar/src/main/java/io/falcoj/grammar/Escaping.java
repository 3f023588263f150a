// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
   * @param quoted the text with its quotes
   * @param offset where it stands, for errors
   * @throws SyntaxFailure if an escape is not one
   */
  static String unquote(String quoted, int offset) {
    int end = quoted.length() - 1;
    int backslash = quoted.indexOf('\\');
    if (backslash < 0) {
      return quoted.substring(1, end);
    }
    return new Unquoting(quoted, offset).value();
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
      case '\b':
        to.append("\\b");
        break;
      case '\f':
        to.append("\\f");
        break;
      case '\n':
        to.append("\\n");
        break;
      case '\r':
        to.append("\\r");
        break;
      case '\t':
        to.append("\\t");
        break;
      case '\\':
        to.append("\\\\");
        break;
      case '"':
        to.append("\\\"");
        break;
      default:
        to.append(character);
        break;
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
        if (character == '\\' && index + 1 < end) {
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
        case 'b':
          append('\b');
          break;
        case 'f':
          append('\f');
          break;
        case 'n':
          append('\n');
          break;
        case 'r':
          append('\r');
          break;
        case 't':
          append('\t');
          break;
        case ' ':
          // Old rules hold a backslash before a blank. The blank is lost: so Falco reads them.
          append('\\');
          break;
        case '\\':
        case '/':
          append(letter);
          break;
        case '"':
        case '\'':
          if (letter != quoted.charAt(0)) {
            throw failure(
                "invalid \\" + letter + " escape in " + quoted.charAt(0) + "-quoted string",
                index,
                index + 1);
          }
          append(letter);
          break;
        case 'x':
          appendByte(index);
          return index + 3;
        default:
          throw failure("unsupported string escape sequence: \\" + letter, index, index + 1);
      }
      return index + 1;
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
      byte[] bytes = pending.toByteArray();
      pending.reset();
      int index = 0;
      while (index < bytes.length) {
        int length = Math.min(sequenceLength(bytes[index]), bytes.length - index);
        try {
          value.append(
              StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, index, length)));
          index += length;
        } catch (CharacterCodingException e) {
          value.append((char) (RAW_BYTE_BASE | bytes[index] & 0xFF));
          index++;
        }
      }
    }

    private static int sequenceLength(byte lead) {
      int octet = lead & 0xFF;
      if (octet >= 0xF0) {
        return 4;
      }
      return octet >= 0xE0 ? 3 : 2;
    }

    private SyntaxFailure failure(String message, int from, int to) {
      // The backslash belongs to what is wrong.
      return new SyntaxFailure(message, offset + from - 1, offset + to, List.of());
    }
  }
}
