// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.state.FdInfo;

/** Brings the flags of open files from the numbers of the kernel to those of the event table. */
final class OpenFlags {

  private static final int READ = 1;
  private static final int WRITE = 1 << 1;
  private static final int ACCESS_MASK = 3;

  /** Flags with the same number on all machines, each before its number in events. */
  private static final int[][] COMMON = {
    {0100, 1 << 2}, // O_CREAT
    {02000, 1 << 3}, // O_APPEND
    {010000, 1 << 4}, // O_DSYNC
    {0200, 1 << 5}, // O_EXCL
    {04000, 1 << 6}, // O_NONBLOCK
    {04010000, 1 << 7}, // O_SYNC, which contains O_DSYNC
    {01000, 1 << 8}, // O_TRUNC
    {02000000, FdInfo.CLOSE_ON_EXEC}
  };

  private static final int EVENT_DIRECT = 1 << 9;
  private static final int EVENT_DIRECTORY = 1 << 10;
  private static final int EVENT_LARGE_FILE = 1 << 11;
  private static final int EVENT_TEMPORARY_FILE = 1 << 13;
  private static final int TEMPORARY_FILE = 020000000;

  private final int direct;
  private final int directory;
  private final int largeFile;

  private OpenFlags(int direct, int directory, int largeFile) {
    this.direct = direct;
    this.directory = directory;
    this.largeFile = largeFile;
  }

  /**
   * The flags of an architecture.
   *
   * @param architecture as the system property {@code os.arch} names it
   */
  static OpenFlags of(String architecture) {
    return switch (architecture) {
      case "aarch64", "ppc64", "ppc64le" -> new OpenFlags(0200000, 040000, 0400000);
      default -> new OpenFlags(040000, 0200000, 0100000);
    };
  }

  /** The flags as events have them. */
  int encode(long flags) {
    int encoded =
        switch ((int) flags & ACCESS_MASK) {
          case 0 -> READ;
          case 1 -> WRITE;
          default -> READ | WRITE;
        };
    for (int[] flag : COMMON) {
      if ((flags & flag[0]) == flag[0]) {
        encoded |= flag[1];
      }
    }
    if ((flags & direct) != 0) {
      encoded |= EVENT_DIRECT;
    }
    if ((flags & directory) != 0) {
      encoded |= EVENT_DIRECTORY;
    }
    if ((flags & largeFile) != 0) {
      encoded |= EVENT_LARGE_FILE;
    }
    if ((flags & TEMPORARY_FILE) != 0) {
      encoded |= EVENT_TEMPORARY_FILE;
    }
    return encoded;
  }
}
