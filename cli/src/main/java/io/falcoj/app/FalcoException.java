// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app;

/**
 * Something that the user can put right: a file that cannot be read, a policy or rules that are not
 * valid, an alert that could not be written. The message says what, for a person.
 */
public final class FalcoException extends Exception {

  private static final long serialVersionUID = 1L;

  public FalcoException(String message) {
    super(message);
  }

  public FalcoException(String message, Throwable cause) {
    super(message, cause);
  }
}
