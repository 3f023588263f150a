// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All threads that are known, and how they belong together. Follows the thread manager of libs
 * 0.25. Not thread-safe.
 */
public final class ThreadTable {

  /** Most threads that are kept at once, unless set otherwise: Falco's default. */
  public static final int DEFAULT_LIMIT = 262_144;

  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  /** Places for threads that exited a short while ago; a power of two. */
  private static final int RECENT_EXITS = 8192;

  /** A thread that exited longer ago does not come back by a late clone event of its parent. */
  private static final long RECENT_NANOS = 2_000_000_000L;

  /** No process has that many ancestors; a longer chain is a loop. */
  private static final int MAX_ANCESTORS = 4096;

  private final LongTable<ThreadInfo> threads = new LongTable<>();
  private final LongTable<ThreadGroup> groups = new LongTable<>();
  private final long[] recentTids = new long[RECENT_EXITS];
  private final long[] recentPtids = new long[RECENT_EXITS];
  private final long[] recentNanos = new long[RECENT_EXITS];
  private int limit = DEFAULT_LIMIT;
  private final MemoryBudget budget;
  private final TableTally tally = new TableTally();
  private final TableTally fdTally = new TableTally();
  private ThreadLookup lookup = ThreadLookup.NONE;

  /**
   * @param budget for threads and their files
   */
  ThreadTable(MemoryBudget budget) {
    this.budget = budget;
  }

  /** Sets how many threads are kept at most. */
  public void setLimit(int newLimit) {
    limit = newLimit;
  }

  /** Sets who is asked about threads of which no event told. */
  public void lookUpWith(ThreadLookup newLookup) {
    lookup = newLookup;
  }

  /** What became of the threads. */
  StateCounters.Table counters() {
    return tally.snapshot();
  }

  /** What became of their descriptors. */
  StateCounters.Table fdCounters() {
    return fdTally.snapshot();
  }

  /** How many threads are known. */
  public int size() {
    return threads.size();
  }

  /** A thread by its id; null if it is not known. */
  public @Nullable ThreadInfo get(long tid) {
    ThreadInfo thread = threads.get(tid);
    tally.lookedUp(thread != null);
    return thread;
  }

  /** The threads of a process by its id; null if it is not known. */
  public @Nullable ThreadGroup group(long pid) {
    return groups.get(pid);
  }

  /** Calls {@code visitor} for every thread, in no particular order. */
  public void forEach(LongTable.Visitor<? super ThreadInfo> visitor) {
    threads.forEach(visitor);
  }

  /** Forgets everything. */
  public void clear() {
    threads.forEach((tid, thread) -> release(thread));
    threads.clear();
    groups.clear();
  }

  /**
   * A thread by its id. One that is not known is looked up on the machine, and made up if that does
   * not tell of it, so that it is looked for only once: such a thread has no ids but its own.
   *
   * @param nanos when it was alive, in nanoseconds since the epoch
   * @return null if the table is full
   */
  public @Nullable ThreadInfo getOrInvent(long tid, long nanos) {
    ThreadInfo thread = get(tid);
    if (thread == null && threads.size() < limit) {
      lookup.find(tid, nanos);
      thread = threads.get(tid);
    }
    if (thread != null) {
      return thread;
    }
    ThreadInfo invented = new ThreadInfo();
    invented.tid = tid;
    invented.comm = UNKNOWN;
    invented.exe = UNKNOWN;
    return add(invented) ? invented : null;
  }

  /** Adds a thread and ties it to its process and its parent; false if the table is full. */
  public boolean add(ThreadInfo thread) {
    if (!addUntied(thread)) {
      return false;
    }
    tie(thread);
    return true;
  }

  /** Adds a thread of the state at the start of a recording; {@link #tieAll} follows. */
  public boolean addUntied(ThreadInfo thread) {
    long bytes = thread.bytes();
    if (threads.size() >= limit || !budget.hasRoom(bytes + thread.ownFds().bytes())) {
      tally.dropped();
      return false;
    }
    ThreadInfo before = threads.get(thread.tid);
    if (before != null) {
      release(before);
    }
    thread.countedBytes = bytes;
    budget.add(bytes);
    thread.ownFds().bind(budget, fdTally);
    threads.put(thread.tid, thread);
    tally.added(1);
    return true;
  }

  /** The texts of a thread have changed. */
  void recount(ThreadInfo thread) {
    if (threads.get(thread.tid) == thread) {
      long bytes = thread.bytes();
      budget.add(bytes - thread.countedBytes);
      thread.countedBytes = bytes;
    }
  }

  private void release(ThreadInfo thread) {
    thread.leaveFamily();
    budget.add(-thread.countedBytes);
    thread.ownFds().unbind();
    tally.removed(1);
  }

  /** Ties every thread to its process and its parent, parents first or not. */
  public void tieAll() {
    List<ThreadInfo> all = new ArrayList<>(threads.size());
    threads.forEach((tid, thread) -> all.add(thread));
    // Sorted, so that the order of the table does not reach the order of children.
    all.sort((a, b) -> Long.compare(a.tid, b.tid));
    all.forEach(this::tie);
  }

  /** Ties a thread to its process and its parent, once its ids are known. */
  public void tie(ThreadInfo thread) {
    if (thread.isInvalid() || thread.group != null) {
      return;
    }
    ThreadGroup group = groups.get(thread.pid);
    if (group == null) {
      group = new ThreadGroup(thread.pid, thread.pid == 1 || thread.vpid == 1);
      groups.put(thread.pid, group);
    }
    group.add(thread);
    thread.group = group;
    if (thread.pid == 1) {
      return;
    }
    ThreadInfo parent = threads.get(thread.ptid);
    if (parent == null || parent.isInvalid()) {
      thread.ptid = 0;
    } else {
      parent.addChild(thread);
    }
  }

  /**
   * Removes a thread that ended. Its children go to its reaper; the main thread of a process stays
   * until the last thread of the process has gone, because it holds what they share.
   */
  public void remove(long tid) {
    ThreadInfo thread = threads.get(tid);
    if (thread == null) {
      return;
    }
    ThreadGroup group = thread.group;
    if (thread.isInvalid() || group == null) {
      drop(thread);
      return;
    }
    if (!thread.isDead()) {
      markDead(thread);
    }
    if (thread.firstChild() != null) {
      giveAwayChildren(thread);
    }
    if (group.alive() <= 0) {
      groups.remove(thread.pid);
      ThreadInfo main = threads.get(thread.pid);
      if (main != null) {
        drop(main);
      }
    }
    if (!thread.isMain()) {
      drop(thread);
    }
  }

  /**
   * Removes a thread whose id was given to another one since: that it ended was lost. If it is a
   * process, its threads have gone too.
   */
  void forget(ThreadInfo thread) {
    if (thread.isMain() && thread.group != null) {
      for (ThreadInfo other : thread.group.threads()) {
        if (other != thread) {
          remove(other.tid);
        }
      }
    }
    remove(thread.tid);
  }

  /**
   * Removes threads that have gone without an event that told of it, and those of which nothing is
   * known, so that they are looked up again. Follows libs 0.25.
   *
   * @param nanos now, in nanoseconds since the epoch
   * @param timeoutNanos how long a thread may have done nothing
   */
  void purge(long nanos, long timeoutNanos) {
    List<Long> gone = new ArrayList<>();
    threads.forEach(
        (tid, thread) -> {
          long idle = nanos - Math.max(thread.lastEventNanos, thread.cloneNanos);
          if (thread.isInvalid() || idle > timeoutNanos && !lookup.isAlive(thread)) {
            gone.add(tid);
          }
        });
    Collections.sort(gone);
    gone.forEach(this::remove);
  }

  /** Marks a thread as ended; it stays until its last event has been looked at. */
  void markDead(ThreadInfo thread) {
    if (thread.group != null && !thread.isDead()) {
      thread.group.died();
    }
    thread.flags |= ThreadInfo.CLOSED;
  }

  /** Takes back that a main thread has ended: another thread of it ran another program. */
  void resurrect(ThreadInfo thread) {
    thread.flags &= ~ThreadInfo.CLOSED;
    if (thread.group != null) {
      thread.group.resurrected();
    }
  }

  private void drop(ThreadInfo thread) {
    if (threads.remove(thread.tid) == thread) {
      release(thread);
    }
    if (thread.group != null) {
      thread.group.remove(thread);
    }
    thread.leaveFamily();
  }

  private void giveAwayChildren(ThreadInfo thread) {
    ThreadInfo reaper =
        thread.reaperTid > 0 ? getOrInvent(thread.reaperTid, thread.lastEventNanos) : null;
    if (reaper == null || reaper.isInvalid() || reaper == thread) {
      reaper = findReaper(thread);
    }
    if (reaper != null) {
      thread.reaperTid = reaper.tid;
      if (reaper.pid != thread.pid && reaper.group != null) {
        reaper.group.setReaper(true);
      }
    }
    for (ThreadInfo child = thread.firstChild(); child != null; child = thread.firstChild()) {
      if (reaper == null) {
        child.leaveParent();
        child.ptid = 0;
      } else {
        reaper.addChild(child);
      }
    }
  }

  /** Another thread of the process, or else the nearest ancestor that takes orphans. */
  private @Nullable ThreadInfo findReaper(ThreadInfo thread) {
    ThreadInfo sibling = firstAlive(thread.group, thread);
    if (sibling != null) {
      return sibling;
    }
    ThreadInfo ancestor = threads.get(thread.ptid);
    for (int i = 0; i < MAX_ANCESTORS && ancestor != null; i++) {
      if (ancestor == thread || ancestor.isInPidNamespace() != thread.isInPidNamespace()) {
        return null;
      }
      ThreadGroup group = ancestor.group;
      if (group != null && group.isReaper()) {
        ThreadInfo alive = firstAlive(group, thread);
        if (alive != null) {
          return alive;
        }
      }
      ancestor = threads.get(ancestor.ptid);
    }
    return null;
  }

  private static @Nullable ThreadInfo firstAlive(@Nullable ThreadGroup group, ThreadInfo except) {
    return group == null || group.alive() <= 0 ? null : group.firstAlive(except);
  }

  /** The {@code generation}-th ancestor of the process of a thread: 1 is its parent. */
  public @Nullable ThreadInfo ancestor(ThreadInfo thread, int generation) {
    ThreadInfo current = thread.main();
    for (int i = 0; i < generation && current != null; i++) {
      ThreadInfo parent = get(current.ptid);
      current = parent == null ? null : parent.main();
    }
    return current;
  }

  /**
   * The oldest ancestor with the same id of a kind, or the thread that has the id itself.
   *
   * @param id which id: of the session, of the group
   * @param virtual whether the id is one of the pid namespace of the thread
   * @return null if there is none
   */
  public @Nullable ThreadInfo leader(ThreadInfo thread, ThreadId id, boolean virtual) {
    long wanted = id.of(thread);
    if (wanted == -1) {
      return null;
    }
    if (!virtual || !thread.isInPidNamespace()) {
      ThreadInfo leader = get(wanted);
      if (leader != null) {
        return leader;
      }
    }
    ThreadInfo oldest = null;
    ThreadInfo current = get(thread.ptid);
    for (int i = 0; i < MAX_ANCESTORS && current != null && id.of(current) == wanted; i++) {
      oldest = current;
      current = nextAncestor(current);
    }
    return oldest;
  }

  /** One of the ids of a thread. */
  @FunctionalInterface
  public interface ThreadId {
    long of(ThreadInfo thread);
  }

  /** The parent of a thread, from which a walk over its ancestors begins; null if unknown. */
  public @Nullable ThreadInfo parent(ThreadInfo thread) {
    return get(thread.ptid);
  }

  /** The next ancestor of a walk; null where it ends. */
  public @Nullable ThreadInfo nextAncestor(ThreadInfo ancestor) {
    return ancestor.ptid == ancestor.tid ? null : get(ancestor.ptid);
  }

  /** Longest walk over ancestors. */
  public static int maxAncestors() {
    return MAX_ANCESTORS;
  }

  /** Remembers for a short while that a thread exited. */
  void recordExit(long tid, long ptid, long nanos) {
    int place = (int) tid & RECENT_EXITS - 1;
    recentTids[place] = tid;
    recentPtids[place] = ptid;
    recentNanos[place] = nanos;
  }

  /** Whether a thread with that parent exited a short while before {@code nanos}. */
  boolean exitedRecently(long tid, long ptid, long nanos) {
    int place = (int) tid & RECENT_EXITS - 1;
    return recentTids[place] == tid
        && recentPtids[place] == ptid
        && nanos >= recentNanos[place]
        && nanos - recentNanos[place] < RECENT_NANOS;
  }
}
