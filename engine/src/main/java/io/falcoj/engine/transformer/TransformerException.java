// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import java.util.Objects;

/** A transformer cannot be applied to its arguments; the message is Falco's. */
public final class TransformerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says why, to a rule's author. */
  public TransformerException(String message) {
    super(message);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
