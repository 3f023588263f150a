// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import java.util.Objects;

/** A text is not a condition. The message is Falco's, which scripts match on. */
public final class ConditionSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Span span;
  private final String found;
  private final transient List<String> expected;

  /**
   * @param message what is wrong, in Falco's words
   * @param span the place of what was found
   * @param found the offending text, shortened; {@code "end of text"} at the end
   * @param expected what could have stood there, in words of the language or names such as "a
   *     field"; empty where a list would not help
   */
  public ConditionSyntaxException(String message, Span span, String found, List<String> expected) {
    super(message);
    this.span = span;
    this.found = found;
    this.expected = List.copyOf(expected);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Where the text stops making sense. */
  public Span span() {
    return span;
  }

  /** What stands there. */
  public String found() {
    return found;
  }

  /** What could have stood there. */
  public List<String> expected() {
    return expected;
  }
}
