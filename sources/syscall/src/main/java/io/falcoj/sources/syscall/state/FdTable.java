// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open file descriptors of a process, by number. A descriptor for which there is no memory left
 * is not kept. Not thread-safe.
 */
public final class FdTable {

  private final LongTable<FdInfo> fds = new LongTable<>();
  private @Nullable MemoryBudget budget;
  private @Nullable TableTally tally;
  private long bytes;

  /** Counts what it holds, from now on, in a budget, and what becomes of it in a tally. */
  void bind(MemoryBudget newBudget, TableTally newTally) {
    unbind();
    budget = newBudget;
    tally = newTally;
    newBudget.add(bytes);
    newTally.added(size());
  }

  /** Counts nowhere any more. */
  void unbind() {
    if (budget != null) {
      budget.add(-bytes);
      budget = null;
    }
    if (tally != null) {
      tally.removed(size());
      tally = null;
    }
  }

  private boolean hasRoom(long more) {
    return budget == null || budget.hasRoom(more);
  }

  private void count(long more) {
    bytes += more;
    if (budget != null) {
      budget.add(more);
    }
  }

  private void countAdded() {
    if (tally != null) {
      tally.added(1);
    }
  }

  private void countRemoved(long count) {
    if (tally != null) {
      tally.removed(count);
    }
  }

  /** How many bytes it holds, roughly. */
  long bytes() {
    return bytes;
  }

  /** The descriptor with a number; null if none is known. */
  public @Nullable FdInfo get(long fd) {
    if (fd < 0) {
      return null;
    }
    FdInfo info = fds.get(fd);
    if (tally != null) {
      tally.lookedUp(info != null);
    }
    return info;
  }

  /** Puts a descriptor under a number, in the place of what was there. */
  public FdInfo put(long fd, FdInfo info) {
    info.fd = fd;
    info.countedBytes = info.bytes();
    FdInfo before = fds.get(fd);
    int more = info.countedBytes - (before == null ? 0 : before.countedBytes);
    if (before != null || hasRoom(more)) {
      count(more);
      fds.put(fd, info);
      if (before == null) {
        countAdded();
      }
    }
    return info;
  }

  /** Forgets a descriptor. */
  public void remove(long fd) {
    FdInfo removed = fds.remove(fd);
    if (removed != null) {
      count(-removed.countedBytes);
      countRemoved(1);
    }
  }

  /** How many descriptors are open. */
  public int size() {
    return fds.size();
  }

  /** Calls {@code visitor} for every descriptor, in no particular order. */
  public void forEach(LongTable.Visitor<? super FdInfo> visitor) {
    fds.forEach(visitor);
  }

  /** Forgets the descriptors that do not outlive the start of another program. */
  public void closeOnExec() {
    removeIf(FdInfo::isCloseOnExec);
  }

  /** Forgets the descriptors from {@code first} to {@code last}. */
  public void closeRange(long first, long last) {
    removeIf(fd -> fd.fd >= first && fd.fd <= last);
  }

  private void removeIf(Predicate<FdInfo> doomed) {
    fds.removeIf(
        fd -> {
          FdInfo info = fds.get(fd);
          if (info == null || !doomed.test(info)) {
            return false;
          }
          count(-info.countedBytes);
          countRemoved(1);
          return true;
        });
  }

  /**
   * Takes copies of all descriptors of {@code other} in the place of its own; none if there is no
   * memory left for all of them.
   */
  public void copyFrom(FdTable other) {
    count(-bytes);
    countRemoved(size());
    fds.clear();
    if (other.hasRoom(other.bytes)) {
      other.fds.forEach((fd, info) -> put(fd, info.copy()));
    }
  }
}
