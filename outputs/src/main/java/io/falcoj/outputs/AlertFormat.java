// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import io.falcoj.engine.Alert;

/** How an alert looks as one line. Immutable: any number of threads may use one. */
public interface AlertFormat {

  /**
   * Appends the alert's line, its line feed included. Whatever the alert's texts hold, this is one
   * line, and nothing in it acts on a terminal.
   */
  void append(Alert alert, LineBuffer line);

  /** Appends the line of a message of falcoj's own, which is as harmless. */
  void append(InternalAlert alert, LineBuffer line);
}
