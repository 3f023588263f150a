// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/**
 * What is known of one thread. A process is the thread whose id is the id of its process. Texts are
 * UTF-8 bytes that this object owns; lists ({@link #args}, {@link #env}, {@link #cgroups}) are as
 * the kernel gives them, each item ended by a zero byte.
 */
public final class ThreadInfo {

  private static final byte[] NOTHING = {};

  /** Id of the thread. */
  public long tid = -1;

  /** Id of its process. */
  public long pid = -1;

  /** Id of the process that started it; -1 if unknown. */
  public long ptid = -1;

  /** Session; -1 if unknown. */
  public long sid = -1;

  /** Process group as seen from the host; -1 if unknown. */
  public long pgid = -1;

  /** Ids as seen from its pid namespace; -1 if unknown. */
  public long vtid = -1;

  public long vpid = -1;
  public long vpgid = -1;

  public byte[] comm = NOTHING;
  public byte[] exe = NOTHING;
  public byte[] exepath = NOTHING;
  public byte[] args = NOTHING;
  public byte[] env = NOTHING;
  public byte[] cgroups = NOTHING;
  public byte[] cwd = NOTHING;
  public byte[] root = NOTHING;

  public long fdLimit;
  public int flags;
  public int uid;
  public int gid;

  /** Audit id; all bits set if there is none. */
  public int loginUid = -1;

  public int tty;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long majorFaults;
  public long minorFaults;
  public long capInheritable;
  public long capPermitted;
  public long capEffective;
  public boolean exeWritable;
  public boolean exeUpperLayer;
  public boolean exeLowerLayer;
  public boolean exeFromMemfd;
  public long exeInode;

  /** Times of the executable's inode, in nanoseconds since the epoch. */
  public long exeInodeChangeNanos;

  public long exeInodeModificationNanos;

  /** When its pid namespace began, in nanoseconds since the epoch. */
  public long pidNamespaceStartNanos;
}
