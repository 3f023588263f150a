// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.util.Objects;

/** An output that must not lose alerts has no room for more: they may be offered again later. */
public final class OutputsFullException extends IOException {

  private static final long serialVersionUID = 1L;

  OutputsFullException(String output) {
    super("the output " + output + " has no room for more alerts");
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
