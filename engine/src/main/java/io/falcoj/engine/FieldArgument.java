// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import org.jspecify.annotations.Nullable;

/**
 * The argument of a field as a rule wrote it, checked against the field's {@link ArgumentRule}.
 *
 * @param text the text between the brackets; null if there are none
 * @param index the text as an index, from 0; -1 if it is not one
 */
public record FieldArgument(@Nullable String text, int index) {

  /** No argument was given. */
  public static final FieldArgument NONE = new FieldArgument(null, -1);

  /** Whether an argument was given. */
  public boolean isPresent() {
    return text != null;
  }

  /**
   * The text between the brackets, for a field that requires an argument.
   *
   * @throws IllegalStateException if there are none
   */
  public String requiredText() {
    String given = text;
    if (given == null) {
      throw new IllegalStateException("no argument was given");
    }
    return given;
  }

  /** Whether an index was given. */
  public boolean hasIndex() {
    return index >= 0;
  }
}
