// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import io.falcoj.daemon.FalcoException;

/** Something that falcoj does, beside others that may be asked for at the same time. */
interface Action {

  /** Whether the options ask for it. */
  boolean isAskedFor();

  /** Whether nothing else is done after it. */
  default boolean isLast() {
    return true;
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws FalcoException if it cannot be done; the message says why
   */
  int run(Invocation invocation) throws FalcoException;
}
