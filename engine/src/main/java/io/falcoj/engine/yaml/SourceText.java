// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import io.falcoj.grammar.Text;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A text with a name, most often a file's, that can tell line and column of any of its places. */
public final class SourceText implements Text {

  private final String name;
  private final String content;
  private final Charset charset;
  private final int[] lineStarts;

  private SourceText(String name, String content, Charset charset) {
    this.name = name;
    this.content = content;
    this.charset = charset;
    this.lineStarts = lineStarts(content);
  }

  /**
   * @param name what messages call the text: a path as the user gave it
   */
  public static SourceText of(String name, String content) {
    return new SourceText(name, content, StandardCharsets.UTF_8);
  }

  /**
   * A text from the bytes of a file: UTF-8, or UTF-16 if a byte order mark says so.
   *
   * @throws YamlException if the bytes are not text in that encoding
   */
  public static SourceText decode(String name, byte[] bytes) throws YamlException {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
      charset = StandardCharsets.UTF_16BE;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      charset = StandardCharsets.UTF_16LE;
    }
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, characters, true);
    characters.flip();
    SourceText text = new SourceText(name, characters.toString(), charset);
    if (result.isError()) {
      int end = text.content.length();
      throw new YamlException(
          text,
          text.span(end, end),
          "byte 0x%02X".formatted(bytes[input.position()]),
          "text in " + charset.name());
    }
    return text;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String content() {
    return content;
  }

  /** SHA-256 of the bytes that it was decoded from, or of its UTF-8, in hexadecimal digits. */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(content.getBytes(charset)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The range between two indices, with the line and column of the first. A carriage return and a
   * line feed together end one line.
   *
   * @param offset index of the first character, from 0
   * @param end index behind the last character
   */
  @Override
  public Span span(int offset, int end) {
    int line = Arrays.binarySearch(lineStarts, offset);
    if (line < 0) {
      line = -line - 2;
    }
    return new Span(this, offset, Math.max(offset, end), line + 1, offset - lineStarts[line] + 1);
  }

  /**
   * A line without its line break.
   *
   * @param line from 1
   */
  public String line(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : content.length();
    while (end > start && isBreak(content.charAt(end - 1))) {
      end--;
    }
    return content.substring(start, end);
  }

  private static int[] lineStarts(String content) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      boolean carriageReturnOfPair =
          c == '\r' && i + 1 < content.length() && content.charAt(i + 1) == '\n';
      if (isBreak(c) && !carriageReturnOfPair) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
