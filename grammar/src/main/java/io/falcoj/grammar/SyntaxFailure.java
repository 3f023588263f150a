// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import java.util.Objects;

/**
 * Carries the first error out of the generated parser, which allows no checked exception. {@link
 * ConditionParser} turns it into a {@link ConditionSyntaxException}.
 */
final class SyntaxFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 40;

  private final int offset;
  private final int end;
  private final transient List<String> expected;

  /**
   * @param message what is wrong, in Falco's words
   * @param offset index of the first character that does not fit
   * @param end index behind the last one; {@code offset} if only the start is known
   * @param expected as in {@link ConditionSyntaxException}
   */
  SyntaxFailure(String message, int offset, int end, List<String> expected) {
    super(message, null, false, false);
    this.offset = offset;
    this.end = end;
    this.expected = List.copyOf(expected);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The same error as it leaves this package, its place told in lines and columns. */
  ConditionSyntaxException in(String text, LineIndex lines) {
    int shownEnd = end > offset ? end : endOfWord(text, offset);
    return new ConditionSyntaxException(
        getMessage(), lines.span(offset, shownEnd), shown(text, offset, shownEnd), expected);
  }

  private static String shown(String text, int offset, int end) {
    if (offset >= text.length()) {
      return "end of text";
    }
    return end - offset <= MOST_SHOWN
        ? text.substring(offset, end)
        : text.substring(offset, offset + MOST_SHOWN) + "...";
  }

  /** The end of what a reader sees as one word at {@code offset}. */
  private static int endOfWord(String text, int offset) {
    int end = offset;
    while (end < text.length() && " \t\b\r\n(),".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return Math.min(Math.max(end, offset + 1), text.length());
  }
}
