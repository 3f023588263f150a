// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * A text that {@linkplain Span spans} are ranges of: a file, or a condition that was put together
 * from parts of files.
 */
public interface Text {

  /** What messages call it: the path of a file as the user gave it; empty for a text without. */
  String name();

  /** The characters. */
  String content();

  /**
   * The range from {@code offset} up to {@code end}. A carriage return and a line feed each end a
   * line, as Falco counts.
   */
  default Span span(int offset, int end) {
    return new LineIndex(this).span(offset, end);
  }

  /**
   * Where a person wrote a part of the text: that very part, unless the text was put together from
   * parts of others.
   *
   * @param part a range of this text
   * @return a range of a text that is its own origin
   */
  default Span origin(Span part) {
    return part;
  }

  /** A text without a name; equal to others of the same characters. */
  static Text of(String content) {
    return new PlainText(content);
  }
}
