// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * A range of a text.
 *
 * @param text the text that it is a range of
 * @param offset index of the first character, from 0
 * @param end index behind the last character; equal to {@code offset} for an empty range
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1, in characters
 */
public record Span(Text text, int offset, int end, int line, int column) {

  /** Where an empty text begins: the place of what a program made and nobody wrote. */
  public static final Span START = new Span(Text.of(""), 0, 0, 1, 1);

  public Span {
    if (offset < 0 || end < offset || line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "not a span: offset " + offset + ", end " + end + ", line " + line + ":" + column);
    }
  }

  /**
   * The span of the characters of {@code text} from {@code offset} up to {@code end}. A carriage
   * return and a line feed each end a line, as Falco counts.
   */
  public static Span in(String text, int offset, int end) {
    return Text.of(text).span(offset, end);
  }

  /** The span from the start of this one to the end of {@code last}, of the same text. */
  public Span to(Span last) {
    return new Span(text, offset, Math.max(offset, last.end), line, column);
  }

  /** The empty range behind the last character. */
  public Span behind() {
    return text.span(end, end);
  }

  /** Where a person wrote what stands here; this very span if its text is a file. */
  public Span origin() {
    return text.origin(this);
  }

  /** The characters in the range. */
  public String content() {
    return text.content().substring(offset, end);
  }

  /** The whole line that the range begins in, without its line break. */
  public String wholeLine() {
    String content = text.content();
    int start = offset - (column - 1);
    int lineEnd = start;
    while (lineEnd < content.length() && "\r\n".indexOf(content.charAt(lineEnd)) < 0) {
      lineEnd++;
    }
    return content.substring(start, lineEnd);
  }

  /** The place as messages tell it: {@code rules.yaml:3:14}. */
  @Override
  public String toString() {
    return text.name() + ":" + line + ":" + column;
  }
}
