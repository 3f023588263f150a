// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.ThreadBuilder;
import java.util.List;
import java.util.function.Supplier;

/**
 * Between the ids by which {@code /proc} shows threads and those by which the machine knows them.
 * Events and state have the latter.
 */
interface ThreadIds {

  /** An id that no thread has, and so no directory of {@code /proc}. */
  long NONE = -1;

  /** Those of a {@code /proc} that shows the machine as it is. */
  ThreadIds SAME =
      new ThreadIds() {
        @Override
        public void refresh(long maxAgeNanos) {}

        @Override
        public long shown(long tid) {
          return tid;
        }

        @Override
        public long ofMachine(long shown) {
          return shown;
        }

        @Override
        public boolean translate(ThreadBuilder thread) {
          return true;
        }
      };

  /**
   * The ids of what a {@code /proc} shows. One of a namespace that is neither the machine's nor
   * that of this process shows nothing that could be told apart.
   *
   * @param namespaces in how many process namespaces it shows this process, itself included
   * @param threads yields the threads in the namespace of this process
   */
  static ThreadIds of(int namespaces, Supplier<List<KernelThread>> threads) {
    int level = threads.get().stream().mapToInt(KernelThread::level).findFirst().orElse(0);
    if (namespaces == level + 1) {
      return SAME;
    }
    return new NamespaceIds(namespaces == 1 ? threads : List::of);
  }

  /** Forgets what was found out longer ago. */
  void refresh(long maxAgeNanos);

  /** By which id a thread is shown; {@link #NONE} if it is not. */
  long shown(long tid);

  /** The machine's id of a thread that is shown; {@link #NONE} if it is not known. */
  long ofMachine(long shown);

  /**
   * Gives a thread as it is shown the ids of the machine, but for those of its own namespace.
   *
   * @return false if they are not known
   */
  boolean translate(ThreadBuilder thread);
}
