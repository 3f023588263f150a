// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.logs;

import java.io.IOException;
import java.util.Objects;

/**
 * A compressed stream ends early or is damaged from here on: what was read before is good, nothing
 * more can be had.
 */
public final class CutStreamException extends IOException {

  private static final long serialVersionUID = 1L;

  CutStreamException(String message) {
    super(message);
  }

  /** Never absent. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
