// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.EventTable;
import io.falcoj.fields.parameter.ParameterIndex;
import io.falcoj.sources.syscall.state.SyscallEvent;

/** How an event opens a file. False for events that open none. */
final class OpenFlags {

  private static final int READ = 1;
  private static final int WRITE = 1 << 1;
  private static final int CREATE = 1 << 2;
  private static final int TEMPORARY = 1 << 13;
  private static final int CREATED = 1 << 14;

  /** Bits of a mode that let someone execute the file. */
  private static final long EXECUTE = 0111;

  private static final int CREAT = EventTable.standard().typeIdentified("SYSCALL_CREAT_X").code();
  private static final int OPEN_BY_HANDLE =
      EventTable.standard().typeIdentified("SYSCALL_OPEN_BY_HANDLE_AT_X").code();
  private static final ParameterIndex FLAGS = ParameterIndex.of("flags");
  private static final ParameterIndex MODE = ParameterIndex.of("mode");

  private OpenFlags() {}

  /** Whether the file is opened for reading, among other things perhaps. */
  static boolean reads(SyscallEvent event) {
    return (flags(event) & READ) != 0;
  }

  /** Whether the file is opened for writing, among other things perhaps. */
  static boolean writes(SyscallEvent event) {
    return (flags(event) & WRITE) != 0;
  }

  /** Whether the file did not exist and does now. */
  static boolean creates(SyscallEvent event) {
    long flags = flags(event);
    boolean temporary =
        (flags & TEMPORARY) != 0 && event.hasReturnValue() && event.returnValue() >= 0;
    return (flags & CREATED) != 0 || temporary;
  }

  /** Whether the file may be created so that someone may execute it. */
  static boolean createsExecutable(SyscallEvent event) {
    boolean mayCreate =
        event.typeCode() == CREAT
            || event.typeCode() != OPEN_BY_HANDLE && (flags(event) & (TEMPORARY | CREATE)) != 0;
    return mayCreate && (parameter(MODE, event) & EXECUTE) != 0;
  }

  private static long flags(SyscallEvent event) {
    boolean opens = EventTraits.opensFile(event) && event.typeCode() != CREAT;
    return opens ? parameter(FLAGS, event) : 0;
  }

  private static long parameter(ParameterIndex parameter, SyscallEvent event) {
    int index = parameter.in(event);
    return index < 0 ? 0 : event.unsigned(index);
  }
}
