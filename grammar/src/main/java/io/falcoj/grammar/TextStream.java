// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as the generated lexer reads it, without a copy. Characters beyond ASCII are all alike to
 * the language, so the lexer sees one stand-in for them: its transition tables only hold ASCII, and
 * anything else would send it down its slow path.
 */
final class TextStream implements CharStream {

  private static final char BEYOND_ASCII = '\u007F';

  private final String text;
  private int index;

  /** Reads {@code text} from {@code offset} on; indexes are those of the whole text. */
  TextStream(String text, int offset) {
    this.text = text;
    this.index = offset;
  }

  /** The text that is read, all of it. */
  String text() {
    return text;
  }

  @Override
  public void consume() {
    if (index >= text.length()) {
      throw new IllegalStateException("nothing to consume at the end");
    }
    index++;
  }

  @Override
  public int LA(int distance) {
    int at = distance < 0 ? index + distance : index + distance - 1;
    if (at < 0 || at >= text.length()) {
      return IntStream.EOF;
    }
    return Math.min(text.charAt(at), BEYOND_ASCII);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {
    // The whole text is at hand: there is nothing to hold or let go.
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = Math.min(to, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }

  @Override
  public String getSourceName() {
    return IntStream.UNKNOWN_SOURCE_NAME;
  }
}
