// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.Values;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the event table says of the type of an event: its name, its category, what it does. */
final class EventTraits {

  private static final int READS = 1;
  private static final int WRITES = 1 << 1;
  private static final int WAITS = 1 << 2;
  private static final int IS_META = 1 << 3;
  private static final int IS_CALL = 1 << 4;
  private static final int READS_DATA = 1 << 5;
  private static final int WRITES_DATA = 1 << 6;
  private static final int IS_IO = 1 << 7;
  private static final int IS_MEMORY = 1 << 8;
  private static final int OPENS_FILE = 1 << 9;
  private static final int CONNECTS = 1 << 10;

  private static final Map<String, Integer> BY_FLAG =
      Map.of("READS_FROM_FD", READS, "WRITES_TO_FD", WRITES, "WAITS", WAITS);
  private static final Map<String, Integer> BY_ORIGIN =
      Map.of("METAEVENT", IS_META, "SYSCALL", IS_CALL);
  private static final Map<String, Integer> BY_CATEGORY =
      Map.of(
          "IO_READ",
          IS_IO | READS_DATA,
          "IO_WRITE",
          IS_IO | WRITES_DATA,
          "IO_OTHER",
          IS_IO,
          "MEMORY",
          IS_MEMORY);
  private static final List<String> OPENING =
      List.of(
          "SYSCALL_OPEN_X",
          "SYSCALL_CREAT_X",
          "SYSCALL_OPENAT_2_X",
          "SYSCALL_OPENAT2_X",
          "SYSCALL_OPEN_BY_HANDLE_AT_X");
  private static final List<String> CONNECTING =
      List.of("SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X", "SOCKET_CONNECT_X");

  private static final byte[] FILE = utf8("file");
  private static final byte[] NET = utf8("net");
  private static final byte[] IPC = utf8("ipc");
  private static final byte[] UNKNOWN = utf8("unknown");

  private static final int[] TRAITS = new int[EventTable.SIZE];
  private static final byte[][] NAMES = new byte[EventTable.SIZE][];
  private static final byte[][] CATEGORIES = new byte[EventTable.SIZE][];
  private static final byte[][] SYSCALLS =
      EventTable.standard().syscalls().stream().map(EventTraits::utf8).toArray(byte[][]::new);

  /** By number on x86-64, which has no larger ones. */
  private static final byte[][] NATIVE_SYSCALLS = new byte[512][];

  static {
    for (int i = 0; i < NATIVE_SYSCALLS.length; i++) {
      String name = EventTable.standard().nativeSyscall(i);
      NATIVE_SYSCALLS[i] = name == null ? UNKNOWN : utf8(name);
    }
    for (EventType type : EventTable.standard().types()) {
      int traits = BY_CATEGORY.getOrDefault(type.category(), 0);
      for (String flag : type.flags()) {
        traits |= BY_FLAG.getOrDefault(flag, 0);
      }
      for (String origin : type.origins()) {
        traits |= BY_ORIGIN.getOrDefault(origin, 0);
      }
      traits |= OPENING.contains(type.identifier()) ? OPENS_FILE : 0;
      traits |= CONNECTING.contains(type.identifier()) ? CONNECTS : 0;
      TRAITS[type.code()] = traits;
      NAMES[type.code()] = utf8(type.name());
      // The only category that reads otherwise than it is named.
      boolean ipc = type.category().equals("IPC");
      CATEGORIES[type.code()] = utf8(ipc ? "IPC" : type.category().toLowerCase(Locale.ROOT));
    }
  }

  private EventTraits() {}

  static boolean reads(SyscallEvent event) {
    return has(event, READS);
  }

  static boolean writes(SyscallEvent event) {
    return has(event, WRITES);
  }

  static boolean waits(SyscallEvent event) {
    return has(event, WAITS);
  }

  /** Whether it was made by its source rather than observed. */
  static boolean isMeta(SyscallEvent event) {
    return has(event, IS_META);
  }

  /** Whether it stands for a system call. */
  static boolean isCall(SyscallEvent event) {
    return has(event, IS_CALL);
  }

  /** Whether it moves data, or otherwise handles what is open. */
  static boolean isIo(SyscallEvent event) {
    return has(event, IS_IO);
  }

  /** Whether its category is that of reading. */
  static boolean readsData(SyscallEvent event) {
    return has(event, READS_DATA);
  }

  /** Whether its category is that of writing. */
  static boolean writesData(SyscallEvent event) {
    return has(event, WRITES_DATA);
  }

  static boolean isMemory(SyscallEvent event) {
    return has(event, IS_MEMORY);
  }

  /** Whether it opens a file. */
  static boolean opensFile(SyscallEvent event) {
    return has(event, OPENS_FILE);
  }

  /** Whether it opens a connection. */
  static boolean connects(SyscallEvent event) {
    return has(event, CONNECTS);
  }

  /** Whether it tells that something ended rather than that it began. */
  static boolean isExit(SyscallEvent event) {
    return (event.typeCode() & 1) == 1;
  }

  /** Adds the name of the event; of a system call without a kind of its own, that of the call. */
  static void addName(SyscallEvent event, Values values) {
    int type = event.typeCode();
    if (type == EventTable.GENERIC_EXIT) {
      addCallName(event, values);
    } else if (type == EventTable.ASYNC_EVENT) {
      addAsyncName(event, values);
    } else {
      values.addText(NAMES[type]);
    }
  }

  /**
   * Adds the name of a system call without a kind of its own. One that the recorder did not know
   * may still be known by its number on x86-64.
   */
  private static void addCallName(SyscallEvent event, Values values) {
    long number = event.unsigned(0);
    long nativeNumber = number == 0 && event.has(1) ? event.unsigned(1) : NATIVE_SYSCALLS.length;
    if (isIndexOf(NATIVE_SYSCALLS, nativeNumber)) {
      values.addText(NATIVE_SYSCALLS[(int) nativeNumber]);
    } else {
      values.addText(isIndexOf(SYSCALLS, number) ? SYSCALLS[(int) number] : UNKNOWN);
    }
  }

  /** Whether a number of an event, which may be of any width, is the place of a name. */
  private static boolean isIndexOf(byte[][] names, long number) {
    return number >= 0 && number < names.length;
  }

  private static void addAsyncName(SyscallEvent event, Values values) {
    RawEvent raw = event.raw();
    if (raw.parameterCount() > 1) {
      values.addText(raw.array(), raw.parameterOffset(1), event.textLength(1));
    }
  }

  /** Adds the category; of an event that handles what is open, what that is. */
  static void addCategory(SyscallEvent event, Values values) {
    FdInfo fd = event.fd();
    if (!isIo(event)) {
      values.addText(CATEGORIES[event.typeCode()]);
    } else {
      values.addText(fd == null ? UNKNOWN : category(fd.type()));
    }
  }

  private static byte[] category(FdType type) {
    return switch (type) {
      case FILE, FILE_V2, DIRECTORY -> FILE;
      case IPV4_SOCKET, IPV6_SOCKET, IPV4_SERVER_SOCKET, IPV6_SERVER_SOCKET -> NET;
      case FIFO, UNIX_SOCKET, EVENT, SIGNALFD, INOTIFY, USERFAULTFD -> IPC;
      case UNKNOWN, UNSUPPORTED, EVENTPOLL, TIMERFD, NETLINK, BPF, IO_URING, MEMFD, PIDFD ->
          UNKNOWN;
    };
  }

  private static boolean has(SyscallEvent event, int trait) {
    return (TRAITS[event.typeCode()] & trait) != 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
