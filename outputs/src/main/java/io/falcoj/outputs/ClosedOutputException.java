// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;

/** The reader of an output has gone, as {@code head} does: what else there is, nobody wants. */
public final class ClosedOutputException extends IOException {

  private static final long serialVersionUID = 1L;

  public ClosedOutputException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
