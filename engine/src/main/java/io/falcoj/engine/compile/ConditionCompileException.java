// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition or an output names what is not there, or compares what cannot be compared. The
 * message is Falco's, which scripts match on; the hint is in falcoj's own words.
 */
public final class ConditionCompileException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kind of mistake it is. */
  public enum Kind {
    /** An unknown field or event type; {@code skip-if-unknown-filter} tolerates it. */
    UNKNOWN_NAME,
    /** Anything else. */
    INVALID
  }

  private final Kind kind;
  private final transient Span span;
  private final @Nullable String hint;

  /**
   * @param message what is wrong, in Falco's words
   * @param span place of the operand, value or check that is wrong, in the condition
   * @param hint what the author may do about it; null if there is nothing to add
   */
  public ConditionCompileException(Kind kind, String message, Span span, @Nullable String hint) {
    super(message);
    this.kind = kind;
    this.span = span;
    this.hint = hint;
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** What kind of mistake it is. */
  public Kind kind() {
    return kind;
  }

  /** Where it is in the condition. */
  public Span span() {
    return span;
  }

  /** What the author may do about it; null if there is nothing to add. */
  public @Nullable String hint() {
    return hint;
  }
}
