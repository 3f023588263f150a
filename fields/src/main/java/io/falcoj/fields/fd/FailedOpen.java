// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.Utf8;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SocketAddress;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.util.Arrays;

/** What an event without a descriptor tells of the one that the call asked for, and did not get. */
final class FailedOpen {

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = Utf8.bytes("<NA>");
  private static final byte[] NO_TUPLE = Utf8.bytes("NULL");
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

  /** Adds the name that the descriptor would have; an empty one if the event has none. */
  static void addName(SyscallEvent event, Values values) {
    ThreadInfo thread = event.thread();
    if (isEnter(event) || thread == null) {
      return;
    }
    switch (KINDS[event.typeCode()]) {
      case NONE -> values.addText(NOTHING);
      case PATH -> addResolved(event, thread, values);
      case TUPLE -> addTuple(event, values);
      case PATH_BY_HANDLE -> addText(event, 3, values);
      case PATH_IN_DIRECTORY -> addInDirectory(event, thread, values);
    }
  }

  /** Adds the name as the call gave it; an empty one if the event has none. */
  static void addRawName(SyscallEvent event, Values values) {
    if (KINDS[event.typeCode()] != Kind.PATH_IN_DIRECTORY) {
      addName(event, values);
    } else if (event.has(2)) {
      addText(event, 2, values);
    }
  }

  private static boolean isEnter(SyscallEvent event) {
    return (event.typeCode() & 1) == 0;
  }

  private static void addText(SyscallEvent event, int parameter, Values values) {
    RawEvent raw = event.raw();
    if (parameter < raw.parameterCount()) {
      values.addText(raw.array(), raw.parameterOffset(parameter), event.textLength(parameter));
    } else {
      values.addText(NOTHING);
    }
  }

  private static void addResolved(SyscallEvent event, ThreadInfo thread, Values values) {
    addText(event, 1, values);
    byte[] path = values.arrayAt(0);
    int offset = values.offsetAt(0);
    int length = values.lengthAt(0);
    boolean stands = length == 0 || path[offset] == '/' || values.textEquals(0, UNKNOWN);
    if (!stands) {
      values.truncate(0);
      int start = values.reserve(PathText.MAX_LENGTH);
      byte[] directory = thread.workingDirectory();
      values.addScratch(
          start, PathText.join(directory, path, offset, length, values.scratch(), start));
    }
  }

  private static void addInDirectory(SyscallEvent event, ThreadInfo thread, Values values) {
    if (!event.has(1) || !event.has(2)) {
      return;
    }
    RawEvent raw = event.raw();
    int start = values.reserve(PathText.MAX_LENGTH);
    int length =
        thread.resolve(
            event.signed(1),
            raw.array(),
            raw.parameterOffset(2),
            event.textLength(2),
            values.scratch(),
            start);
    values.addScratch(start, length);
  }

  private static void addTuple(SyscallEvent event, Values values) {
    if (!event.has(1)) {
      values.addText(NO_TUPLE);
      return;
    }
    AsciiBuilder text = event.scratch();
    SocketAddress.printTuple(
        event.raw().array(), event.raw().parameterOffset(1), event.raw().parameterLength(1), text);
    int start = values.reserve(text.length());
    System.arraycopy(text.array(), 0, values.scratch(), start, text.length());
    values.addScratch(start, text.length());
  }
}
