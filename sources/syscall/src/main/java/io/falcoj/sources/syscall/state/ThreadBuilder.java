// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.Nullable;

/**
 * Puts together what a recording or the system itself tells of one thread, for a {@link
 * StateImporter}. What is not set stays unknown. Arrays that are handed over belong to the builder.
 */
public final class ThreadBuilder {

  private @Nullable ThreadInfo thread = new ThreadInfo();

  /** What was told so far. */
  public ThreadInfo soFar() {
    ThreadInfo unfinished = thread;
    if (unfinished == null) {
      throw new IllegalStateException("built already");
    }
    return unfinished;
  }

  /** What was told; the builder can change it no more. */
  public ThreadInfo build() {
    ThreadInfo built = soFar();
    thread = null;
    return built;
  }

  /** Sets {@link ThreadInfo#tid}. */
  public ThreadBuilder tid(long value) {
    soFar().tid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#pid}. */
  public ThreadBuilder pid(long value) {
    soFar().pid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#ptid}. */
  public ThreadBuilder ptid(long value) {
    soFar().ptid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#sid}. */
  public ThreadBuilder sid(long value) {
    soFar().sid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#pgid}. */
  public ThreadBuilder pgid(long value) {
    soFar().pgid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vtid}. */
  public ThreadBuilder vtid(long value) {
    soFar().vtid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vpid}. */
  public ThreadBuilder vpid(long value) {
    soFar().vpid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vpgid}. */
  public ThreadBuilder vpgid(long value) {
    soFar().vpgid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#comm}. */
  public ThreadBuilder comm(byte[] value) {
    soFar().comm = value;
    return this;
  }

  /** Sets {@link ThreadInfo#exe}. */
  public ThreadBuilder exe(byte[] value) {
    soFar().exe = value;
    return this;
  }

  /** Sets {@link ThreadInfo#exepath}. */
  public ThreadBuilder exepath(byte[] value) {
    soFar().exepath = value;
    return this;
  }

  /** Sets {@link ThreadInfo#args}. */
  public ThreadBuilder args(byte[] value) {
    soFar().args = value;
    return this;
  }

  /** Sets {@link ThreadInfo#env}. */
  public ThreadBuilder env(byte[] value) {
    soFar().env = value;
    return this;
  }

  /** Sets {@link ThreadInfo#cgroups}. */
  public ThreadBuilder cgroups(byte[] value) {
    soFar().cgroups = value;
    return this;
  }

  /** Sets {@link ThreadInfo#cwd}. */
  public ThreadBuilder cwd(byte[] value) {
    soFar().cwd = value;
    return this;
  }

  /** Sets {@link ThreadInfo#root}. */
  public ThreadBuilder root(byte[] value) {
    soFar().root = value;
    return this;
  }

  /** Sets {@link ThreadInfo#fdLimit}. */
  public ThreadBuilder fdLimit(long value) {
    soFar().fdLimit = value;
    return this;
  }

  /** Sets {@link ThreadInfo#flags}. */
  public ThreadBuilder flags(int value) {
    soFar().flags = value;
    return this;
  }

  /** Sets {@link ThreadInfo#uid}. */
  public ThreadBuilder uid(int value) {
    soFar().uid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#gid}. */
  public ThreadBuilder gid(int value) {
    soFar().gid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#loginUid}. */
  public ThreadBuilder loginUid(int value) {
    soFar().loginUid = value;
    return this;
  }

  /** Sets {@link ThreadInfo#tty}. */
  public ThreadBuilder tty(int value) {
    soFar().tty = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vmSizeKb}. */
  public ThreadBuilder vmSizeKb(long value) {
    soFar().vmSizeKb = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vmRssKb}. */
  public ThreadBuilder vmRssKb(long value) {
    soFar().vmRssKb = value;
    return this;
  }

  /** Sets {@link ThreadInfo#vmSwapKb}. */
  public ThreadBuilder vmSwapKb(long value) {
    soFar().vmSwapKb = value;
    return this;
  }

  /** Sets {@link ThreadInfo#majorFaults}. */
  public ThreadBuilder majorFaults(long value) {
    soFar().majorFaults = value;
    return this;
  }

  /** Sets {@link ThreadInfo#minorFaults}. */
  public ThreadBuilder minorFaults(long value) {
    soFar().minorFaults = value;
    return this;
  }

  /** Sets {@link ThreadInfo#capInheritable}. */
  public ThreadBuilder capInheritable(long value) {
    soFar().capInheritable = value;
    return this;
  }

  /** Sets {@link ThreadInfo#capPermitted}. */
  public ThreadBuilder capPermitted(long value) {
    soFar().capPermitted = value;
    return this;
  }

  /** Sets {@link ThreadInfo#capEffective}. */
  public ThreadBuilder capEffective(long value) {
    soFar().capEffective = value;
    return this;
  }

  /** Sets {@link ThreadInfo#isExeWritable}. */
  public ThreadBuilder exeWritable(boolean value) {
    soFar().exeWritable = value;
    return this;
  }

  /** Sets {@link ThreadInfo#isExeUpperLayer}. */
  public ThreadBuilder exeUpperLayer(boolean value) {
    soFar().exeUpperLayer = value;
    return this;
  }

  /** Sets {@link ThreadInfo#isExeLowerLayer}. */
  public ThreadBuilder exeLowerLayer(boolean value) {
    soFar().exeLowerLayer = value;
    return this;
  }

  /** Sets {@link ThreadInfo#isExeFromMemfd}. */
  public ThreadBuilder exeFromMemfd(boolean value) {
    soFar().exeFromMemfd = value;
    return this;
  }

  /** Sets {@link ThreadInfo#exeInode}. */
  public ThreadBuilder exeInode(long value) {
    soFar().exeInode = value;
    return this;
  }

  /** Sets {@link ThreadInfo#exeInodeChangeNanos}. */
  public ThreadBuilder exeInodeChangeNanos(long value) {
    soFar().exeInodeChangeNanos = value;
    return this;
  }

  /** Sets {@link ThreadInfo#exeInodeModificationNanos}. */
  public ThreadBuilder exeInodeModificationNanos(long value) {
    soFar().exeInodeModificationNanos = value;
    return this;
  }

  /** Sets {@link ThreadInfo#pidNamespaceStartNanos}. */
  public ThreadBuilder pidNamespaceStartNanos(long value) {
    soFar().pidNamespaceStartNanos = value;
    return this;
  }

  /** Sets {@link ThreadInfo#cloneNanos}. */
  public ThreadBuilder cloneNanos(long value) {
    soFar().cloneNanos = value;
    return this;
  }
}
