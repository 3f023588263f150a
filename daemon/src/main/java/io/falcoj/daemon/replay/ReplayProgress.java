// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

/** Is told how a replay goes on, and may end it. */
@FunctionalInterface
public interface ReplayProgress {

  /**
   * Is told from time to time, on the thread that runs the replay.
   *
   * @param events how many were read so far
   * @param bytes how many of the input were read so far
   * @param totalBytes how many the input has; negative if that is unknown
   * @return whether to go on; if not, the replay ends with what was read
   */
  boolean goesOn(long events, long bytes, long totalBytes);
}
