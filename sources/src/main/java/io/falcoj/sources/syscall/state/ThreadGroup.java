// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one process. The main thread, once known, is the first of them. */
public final class ThreadGroup {

  private final long pid;
  private final List<ThreadInfo> threads = new ArrayList<>(1);
  private int alive;
  private boolean reaper;

  ThreadGroup(long pid, boolean reaper) {
    this.pid = pid;
    this.reaper = reaper;
  }

  /** Id of the process. */
  public long pid() {
    return pid;
  }

  /** How many of its threads live, the main thread among them. */
  public int alive() {
    return alive;
  }

  /** Whether orphans of its descendants become its children. */
  public boolean isReaper() {
    return reaper;
  }

  void setReaper(boolean reaper) {
    this.reaper = reaper;
  }

  /** Its threads; the list must not be changed. */
  public List<ThreadInfo> threads() {
    return threads;
  }

  /** The main thread; null if it is not known. */
  public @Nullable ThreadInfo main() {
    return !threads.isEmpty() && threads.get(0).isMain() ? threads.get(0) : null;
  }

  void add(ThreadInfo thread) {
    threads.add(thread.isMain() ? 0 : threads.size(), thread);
    if (!thread.isDead()) {
      alive++;
    }
  }

  void remove(ThreadInfo thread) {
    threads.remove(thread);
  }

  void died() {
    alive--;
  }

  void resurrected() {
    alive++;
  }
}
