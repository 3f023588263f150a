// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text is not an output format. The message is Falco's, which scripts match on; the hint is in
 * falcoj's own words.
 */
public final class OutputFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int offset;
  private final boolean unknownField;
  private final @Nullable String hint;

  OutputFormatException(String message, int offset, boolean unknownField, @Nullable String hint) {
    super(message);
    this.offset = offset;
    this.unknownField = unknownField;
    this.hint = hint;
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** Index of the offending percent sign in the text. */
  public int offset() {
    return offset;
  }

  /** Whether no field could be read there: {@code skip-if-unknown-filter} tolerates it. */
  public boolean isUnknownField() {
    return unknownField;
  }

  /** What the author may do about it; null if there is nothing to add. */
  public @Nullable String hint() {
    return hint;
  }
}
