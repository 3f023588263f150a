// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import java.io.IOException;

/** Ends a replay because system calls were lost, as the configuration wants. */
final class TooManyDropsException extends IOException {

  private static final long serialVersionUID = 1L;

  TooManyDropsException() {
    super("Drop manager internal error");
  }
}
