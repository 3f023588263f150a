// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import java.time.Duration;

/**
 * What to watch, and for how long.
 *
 * @param redact whether alerts and messages are to hold no secrets
 * @param limit after which it ends; zero for never
 */
public record LiveSettings(SourceChoice sources, boolean redact, Duration limit) {

  /** Everything that there are rules for, without an end. */
  public static final LiveSettings STANDARD =
      new LiveSettings(SourceChoice.STANDARD, false, Duration.ZERO);
}
