// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SyscallEvent;

/**
 * Whether an event returned an error, by what it works on: the file that is known to be behind its
 * descriptor, else its type. Absent for events without a result and for those that work on
 * something else.
 */
final class ErrorCounts {

  private ErrorCounts() {}

  /** 1 if the event returned an error, else 0. */
  static void read(SyscallEvent event, Values values) {
    if (event.hasReturnValue()) {
      values.addBoolean(event.returnValue() < 0);
    }
  }

  /** The same for files. */
  static void readFile(SyscallEvent event, Values values) {
    FdInfo fd = event.fd();
    if (fd != null ? isFile(fd.type()) : EventTraits.opensFile(event)) {
      read(event, values);
    }
  }

  /** The same for network connections. */
  static void readNet(SyscallEvent event, Values values) {
    FdInfo fd = event.fd();
    if (fd != null ? isSocket(fd.type()) : EventTraits.connects(event)) {
      read(event, values);
    }
  }

  /** The same for memory. */
  static void readMemory(SyscallEvent event, Values values) {
    if (EventTraits.isMemory(event)) {
      read(event, values);
    }
  }

  /** The same for all other. */
  static void readOther(SyscallEvent event, Values values) {
    FdInfo fd = event.fd();
    boolean named =
        fd != null
            ? isFile(fd.type()) || isSocket(fd.type())
            : EventTraits.opensFile(event)
                || EventTraits.connects(event)
                || EventTraits.isMemory(event);
    if (!named) {
      read(event, values);
    }
  }

  private static boolean isFile(FdType type) {
    return type == FdType.FILE || type == FdType.FILE_V2 || type == FdType.DIRECTORY;
  }

  private static boolean isSocket(FdType type) {
    return type == FdType.UNIX_SOCKET || BufferLength.isNetwork(type);
  }
}
