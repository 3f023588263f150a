// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.Nullable;

/** What the machine itself can tell of threads of which no event told. */
public interface ThreadLookup {

  /** Knows nothing, as is the case where a recording is read. */
  ThreadLookup NONE =
      new ThreadLookup() {
        @Override
        public @Nullable ThreadInfo find(long tid) {
          return null;
        }

        @Override
        public boolean isAlive(long tid) {
          return false;
        }
      };

  /** A thread with its open files, as it is now; null if there is none or it is not to be seen. */
  @Nullable ThreadInfo find(long tid);

  /** Whether there is such a thread now. */
  boolean isAlive(long tid);
}
