// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of a condition is not of the type that it is compared with; the message is Falco's. */
public final class LiteralException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String literal;
  private final @Nullable String hint;

  /**
   * @param literal the value
   * @param hint what the author may do about it; null if there is nothing to add
   */
  public LiteralException(String literal, String message, @Nullable String hint) {
    super(message);
    this.literal = literal;
    this.hint = hint;
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The value, as the condition has it. */
  public String literal() {
    return literal;
  }

  /** What the author may do about it; null if there is nothing to add. */
  public @Nullable String hint() {
    return hint;
  }
}
