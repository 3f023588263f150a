// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.ThreadInfo;

/**
 * Is told what a capture says of the machine at the moment the recording began. The objects handed
 * over are new and belong to the listener.
 */
public interface CaptureListener {

  /** The machine. */
  void machine(MachineInfo machine);

  /** A thread that was alive. */
  void thread(ThreadInfo thread);

  /** A file descriptor that was open in thread {@code tid}. */
  void fd(long tid, FdInfo fd);

  /** An address of a network interface. */
  void networkInterface(NetworkInterface networkInterface);

  /** A user of the machine. */
  void user(long uid, long gid, byte[] name, byte[] home, byte[] shell);

  /** A group of the machine. */
  void group(long gid, byte[] name);
}
