// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.Nullable;

/** The open file descriptors of a process, by number. Not thread-safe. */
public final class FdTable {

  private final LongTable<FdInfo> fds = new LongTable<>();

  /** The descriptor with a number; null if none is known. */
  public @Nullable FdInfo get(long fd) {
    return fd < 0 ? null : fds.get(fd);
  }

  /** Puts a descriptor under a number, in the place of what was there. */
  public FdInfo put(long fd, FdInfo info) {
    info.fd = fd;
    fds.put(fd, info);
    return info;
  }

  /** Forgets a descriptor. */
  public void remove(long fd) {
    fds.remove(fd);
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
    fds.removeIf(
        fd -> {
          FdInfo info = fds.get(fd);
          return info != null && info.isCloseOnExec();
        });
  }

  /** Forgets the descriptors from {@code first} to {@code last}. */
  public void closeRange(long first, long last) {
    fds.removeIf(fd -> fd >= first && fd <= last);
  }

  /** Takes copies of all descriptors of {@code other} in the place of its own. */
  public void copyFrom(FdTable other) {
    fds.clear();
    other.fds.forEach((fd, info) -> fds.put(fd, info.copy()));
  }
}
