// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.time.Duration;

/**
 * How much is kept of a machine.
 *
 * @param threads most threads that are known at once
 * @param purgeInterval how often it is looked for threads that have gone unnoticed; only where the
 *     machine itself can be asked
 * @param threadTimeout how long a thread may do nothing before it is looked whether it has gone
 */
public record StateLimits(int threads, Duration purgeInterval, Duration threadTimeout) {

  /** As in Falco 0.44. */
  public static final StateLimits STANDARD =
      new StateLimits(ThreadTable.DEFAULT_LIMIT, Duration.ofMinutes(5), Duration.ofMinutes(5));
}
