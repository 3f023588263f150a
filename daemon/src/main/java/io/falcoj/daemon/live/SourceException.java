// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

/** A source cannot be watched; the message is one line that says why, and what helps. */
final class SourceException extends Exception {

  private static final long serialVersionUID = 1L;

  SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
