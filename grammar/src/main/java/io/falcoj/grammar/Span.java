// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * A range of a source text.
 *
 * @param offset index of the first character, from 0
 * @param end index behind the last character; equal to {@code offset} for an empty range
 * @param line line of the first character, from 1
 * @param column column of the first character, from 1, in characters
 */
public record Span(int offset, int end, int line, int column) {

  /** Where a text begins. */
  public static final Span START = new Span(0, 0, 1, 1);

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
    return new LineIndex(text).span(offset, end);
  }

  /** The span from the start of this one to the end of {@code last}. */
  public Span to(Span last) {
    return new Span(offset, Math.max(offset, last.end), line, column);
  }
}
