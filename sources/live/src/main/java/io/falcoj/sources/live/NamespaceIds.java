// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.LongTable;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import java.util.List;
import java.util.function.Supplier;

/**
 * The ids of threads in the process namespace of this process, where that is not the machine's. It
 * knows those that were there when it was asked to look.
 */
final class NamespaceIds implements ThreadIds {

  private final Supplier<List<KernelThread>> source;
  private final LongTable<KernelThread> byOwnId = new LongTable<>();
  private final LongTable<KernelThread> byTid = new LongTable<>();
  private long refreshed = System.nanoTime();

  /**
   * @param source yields the threads that are there now
   */
  NamespaceIds(Supplier<List<KernelThread>> source) {
    this.source = source;
    refresh(0);
  }

  @Override
  public void refresh(long maxAgeNanos) {
    long now = System.nanoTime();
    if (now - refreshed < maxAgeNanos) {
      return;
    }
    refreshed = now;
    byOwnId.clear();
    byTid.clear();
    for (KernelThread thread : source.get()) {
      byOwnId.put(thread.ownId(), thread);
      byTid.put(thread.tid(), thread);
    }
  }

  @Override
  public long shown(long tid) {
    KernelThread thread = byTid.get(tid);
    return thread == null ? NONE : thread.ownId();
  }

  @Override
  public long ofMachine(long shown) {
    KernelThread thread = byOwnId.get(shown);
    return thread == null ? NONE : thread.tid();
  }

  @Override
  public boolean translate(ThreadBuilder thread) {
    KernelThread known = byOwnId.get(thread.soFar().tid());
    if (known == null) {
      return false;
    }
    thread.tid(known.tid());
    thread.pid(known.pid());
    thread.ptid(known.ptid());
    thread.pgid(known.pgid());
    thread.sid(known.sid());
    return true;
  }
}
