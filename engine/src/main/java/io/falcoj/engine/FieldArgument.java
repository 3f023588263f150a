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

  /** Whether an index was given. */
  public boolean hasIndex() {
    return index >= 0;
  }
}
