// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.ThreadInfo;

/**
 * Is told what a capture says of the machine at the moment the recording began. The objects handed
 * over are new and belong to the listener. What it does not care for, it leaves as it is here.
 */
public interface CaptureListener {

  /** Another recording follows, of the same machine or not: nothing said so far is of it. */
  default void section() {}

  /** The machine. */
  default void machine(MachineInfo machine) {}

  /** A thread that was alive. */
  default void thread(ThreadInfo thread) {}

  /** A file descriptor that was open in thread {@code tid}. */
  default void fd(long tid, FdInfo fd) {}

  /** An address of a network interface. */
  default void networkInterface(NetworkInterface networkInterface) {}

  /** A user of the machine. */
  default void user(long uid, long gid, byte[] name, byte[] home, byte[] shell) {}

  /** A group of the machine. */
  default void group(long gid, byte[] name) {}
}
