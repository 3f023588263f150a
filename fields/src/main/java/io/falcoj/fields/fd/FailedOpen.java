// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.text.PathText;
import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SocketAddress;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What an event without a descriptor tells of the one that the call asked for, and did not get. */
final class FailedOpen {

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = bytes("<NA>");
  private static final byte[] NO_TUPLE = bytes("NULL");
  private static final Kind[] KINDS = new Kind[EventTable.SIZE];

  /** Where the name stands in an event. */
  private enum Kind {
    NONE,
    PATH,
    PATH_IN_DIRECTORY,
    PATH_BY_HANDLE,
    TUPLE
  }

  private static final char[] LETTERS = new char[EventTable.SIZE];

  static {
    Arrays.fill(KINDS, Kind.NONE);
    Arrays.fill(LETTERS, 'o');
    for (EventType type : EventTable.standard().types()) {
      KINDS[type.code()] = kind(type.identifier());
      LETTERS[type.code()] = letter(type.identifier());
    }
  }

  private FailedOpen() {}

  private static Kind kind(String identifier) {
    return switch (identifier) {
      case "SYSCALL_OPEN_X", "SYSCALL_CREAT_X" -> Kind.PATH;
      case "SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X", "SOCKET_CONNECT_X" -> Kind.TUPLE;
      case "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X" -> Kind.PATH_IN_DIRECTORY;
      case "SYSCALL_OPEN_BY_HANDLE_AT_X" -> Kind.PATH_BY_HANDLE;
      default -> Kind.NONE;
    };
  }

  private static char letter(String identifier) {
    return switch (identifier.substring(0, identifier.length() - 2)) {
      case "SYSCALL_OPENAT_2", "SYSCALL_OPENAT2", "SYSCALL_CREAT" -> 'f';
      case "SOCKET_SOCKET", "SOCKET_ACCEPT_5", "SOCKET_ACCEPT4_6" -> '4';
      case "SYSCALL_PIPE", "SYSCALL_PIPE2" -> 'p';
      case "SYSCALL_EVENTFD", "SYSCALL_EVENTFD2" -> 'e';
      case "SYSCALL_SIGNALFD", "SYSCALL_SIGNALFD4" -> 's';
      case "SYSCALL_TIMERFD_CREATE" -> 't';
      case "SYSCALL_INOTIFY_INIT", "SYSCALL_INOTIFY_INIT1" -> 'i';
      default -> 'o';
    };
  }

  /** What the descriptor would have been, in one letter. */
  static char typeLetter(SyscallEvent event) {
    return LETTERS[event.typeCode()];
  }

  /** The name that the descriptor would have; empty if the event has none. */
  static byte @Nullable [] name(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (isEnter(event) || thread == null) {
      return null;
    }
    return switch (KINDS[event.typeCode()]) {
      case NONE -> NOTHING;
      case PATH -> resolved(thread, event.text(1));
      case TUPLE -> tuple(event);
      case PATH_BY_HANDLE -> event.text(3);
      case PATH_IN_DIRECTORY -> inDirectory(event, thread);
    };
  }

  /** The name as the call gave it; empty if the event has none. */
  static byte @Nullable [] rawName(SyscallEvent event) {
    if (KINDS[event.typeCode()] == Kind.PATH_IN_DIRECTORY) {
      return event.has(2) ? event.text(2) : null;
    }
    return name(event);
  }

  private static boolean isEnter(SyscallEvent event) {
    return (event.typeCode() & 1) == 0;
  }

  private static byte[] resolved(ThreadInfo thread, byte[] path) {
    boolean stands = path.length == 0 || path[0] == '/' || Arrays.equals(path, UNKNOWN);
    return stands ? path : PathText.join(thread.workingDirectory(), path);
  }

  private static byte @Nullable [] inDirectory(SyscallEvent event, ThreadInfo thread) {
    if (!event.has(1) || !event.has(2)) {
      return null;
    }
    byte[] path = event.text(2);
    return PathText.join(thread.directoryFor(path, event.signed(1)), path);
  }

  private static byte[] tuple(SyscallEvent event) {
    if (!event.has(1)) {
      return NO_TUPLE;
    }
    AsciiBuilder text = new AsciiBuilder();
    SocketAddress.printTuple(
        event.raw().array(), event.raw().parameterOffset(1), event.raw().parameterLength(1), text);
    return text.toBytes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
