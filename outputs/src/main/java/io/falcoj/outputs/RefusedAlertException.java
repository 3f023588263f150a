// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;

/** Who should get an alert does not want it: to try again would change nothing. */
public final class RefusedAlertException extends IOException {

  private static final long serialVersionUID = 1L;

  public RefusedAlertException(String message) {
    super(message);
  }
}
