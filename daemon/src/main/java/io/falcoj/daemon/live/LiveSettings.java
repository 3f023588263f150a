// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to watch, and for how long.
 *
 * @param redact whether alerts and messages are to hold no secrets
 * @param limit after which it ends; zero for never
 * @param recording where all system calls are written to; null for nowhere
 */
public record LiveSettings(
    SourceChoice sources, boolean redact, Duration limit, @Nullable Path recording) {

  /** Everything that there are rules for, without an end. */
  public static final LiveSettings STANDARD =
      new LiveSettings(SourceChoice.STANDARD, false, Duration.ZERO, null);

  /** Whether a source must be watched, whatever else can be. */
  boolean demands(String source) {
    return sources.demands(source) || recording != null && source.equals(SyscallEvent.SOURCE);
  }
}
