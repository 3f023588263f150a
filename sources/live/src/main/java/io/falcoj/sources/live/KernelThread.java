// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import java.nio.ByteBuffer;

/**
 * By which ids the kernel knows a thread.
 *
 * @param level how deep the process namespace of this process lies below that of the machine; 0 if
 *     it is that
 * @param ownId id of the thread in that namespace; all others are those of the machine
 * @param tid its id
 * @param pid of its process
 * @param ptid of its parent
 * @param pgid of its process group
 * @param sid of its session
 */
record KernelThread(int level, long ownId, long tid, long pid, long ptid, long pgid, long sid) {

  /** How many bytes tell of one. */
  static final int LENGTH = 7 * Integer.BYTES;

  /** Takes the next one, as the program in the kernel writes it. */
  static KernelThread read(ByteBuffer threads) {
    return new KernelThread(
        threads.getInt(),
        threads.getInt(),
        threads.getInt(),
        threads.getInt(),
        threads.getInt(),
        threads.getInt(),
        threads.getInt());
  }
}
