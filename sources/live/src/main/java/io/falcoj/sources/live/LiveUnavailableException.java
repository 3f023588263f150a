// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import org.jspecify.annotations.Nullable;

/**
 * System calls cannot be watched here. The message is one line that says what is missing and what
 * helps; the other sources can go on.
 */
public final class LiveUnavailableException extends Exception {

  private static final long serialVersionUID = 1;

  LiveUnavailableException(String message) {
    super(message);
  }

  LiveUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
