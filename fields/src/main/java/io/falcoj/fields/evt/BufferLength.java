// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.FieldExtractor;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SyscallEvent;

/** How many bytes an event moved, by direction and by what is behind its descriptor. */
final class BufferLength {

  /** Asks something of the type of a descriptor. */
  interface TypeTest {
    boolean holds(FdType type);
  }

  private BufferLength() {}

  /** The bytes that events moved for which {@code direction} and {@code type} hold. */
  static FieldExtractor of(CallReader.Condition direction, TypeTest type) {
    return CallReader.reads(
        (event, values) -> {
          FdInfo fd = event.fd();
          if (fd != null && direction.of(event) && type.holds(fd.type()) && succeeded(event)) {
            values.addLong(event.returnValue());
          }
        });
  }

  private static boolean succeeded(SyscallEvent event) {
    return EventTraits.isExit(event) && event.hasReturnValue() && event.returnValue() >= 0;
  }

  static boolean isAny(FdType type) {
    return true;
  }

  static boolean isFile(FdType type) {
    return type == FdType.FILE || type == FdType.FILE_V2;
  }

  static boolean isNetwork(FdType type) {
    return type == FdType.IPV4_SOCKET
        || type == FdType.IPV6_SOCKET
        || type == FdType.IPV4_SERVER_SOCKET
        || type == FdType.IPV6_SERVER_SOCKET;
  }
}
