// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.util.Objects;

/** A field was given an argument that it cannot have; the message says why, for a rule's author. */
public final class FieldArgumentException extends Exception {

  private static final long serialVersionUID = 1L;

  public FieldArgumentException(String message) {
    super(message);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
