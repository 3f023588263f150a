// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.sources.audit.replay.ReplayCounters;

/** Is told how a replay goes on, and may end it. */
@FunctionalInterface
public interface ReplayProgress {

  /**
   * Is told from time to time, on the thread that runs the replay.
   *
   * @param counters what was read so far
   * @return whether to go on; if not, the replay ends with what was read
   */
  boolean goesOn(ReplayCounters counters);
}
