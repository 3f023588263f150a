// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

/** A transformer cannot be applied to its arguments; the message is Falco's. */
public final class TransformerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says why, to a rule's author. */
  public TransformerException(String message) {
    super(message);
  }
}
