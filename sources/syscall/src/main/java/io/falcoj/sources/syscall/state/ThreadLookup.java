// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** What the machine itself can tell of threads of which no event told. */
public interface ThreadLookup {

  /** Knows nothing, as is the case where a recording is read. */
  ThreadLookup NONE =
      new ThreadLookup() {
        @Override
        public void find(long tid, long nanos) {}

        @Override
        public boolean isAlive(ThreadInfo thread) {
          return true;
        }
      };

  /**
   * Adds a thread with its open files to the table, if there is one to be seen.
   *
   * @param nanos when it was alive, in nanoseconds since the epoch: a thread that began later is
   *     another one
   */
  void find(long tid, long nanos);

  /** Whether a thread is still there, and not another one with its id. */
  boolean isAlive(ThreadInfo thread);
}
