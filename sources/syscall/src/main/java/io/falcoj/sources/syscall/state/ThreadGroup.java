// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The threads of one process. */
public final class ThreadGroup {

  private final long pid;
  private @Nullable ThreadInfo main;

  /** In the order in which they came; most processes have none. */
  private Set<ThreadInfo> others = Set.of();

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

  /** Its threads as they are now: the main thread, if it is known, is the first. */
  public List<ThreadInfo> threads() {
    List<ThreadInfo> threads = new ArrayList<>(others.size() + 1);
    if (main != null) {
      threads.add(main);
    }
    threads.addAll(others);
    return threads;
  }

  /** The main thread; null if it is not known. */
  public @Nullable ThreadInfo main() {
    return main;
  }

  /** The first of its threads that lives and is not {@code except}; null if there is none. */
  @Nullable ThreadInfo firstAlive(ThreadInfo except) {
    if (main != null && !main.isDead() && main != except) {
      return main;
    }
    for (ThreadInfo thread : others) {
      if (!thread.isDead() && thread != except) {
        return thread;
      }
    }
    return null;
  }

  void add(ThreadInfo thread) {
    if (!thread.isMain()) {
      addOther(thread);
    } else {
      if (main != null) {
        addOther(main);
      }
      main = thread;
    }
    if (!thread.isDead()) {
      alive++;
    }
  }

  private void addOther(ThreadInfo thread) {
    if (others.isEmpty()) {
      others = new LinkedHashSet<>();
    }
    others.add(thread);
  }

  void remove(ThreadInfo thread) {
    if (thread == main) {
      main = null;
    } else if (!others.isEmpty()) {
      others.remove(thread);
    }
  }

  void died() {
    alive--;
  }

  void resurrected() {
    alive++;
  }
}
