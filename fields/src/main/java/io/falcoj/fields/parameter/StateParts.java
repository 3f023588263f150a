// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.parameter;

import io.falcoj.engine.text.PathText;
import io.falcoj.engine.text.PrintableText;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the state knows of the things that parameters name: files, processes, users, paths. */
final class StateParts {

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);
  private static final long CURRENT_DIRECTORY = -100;
  private static final int FD_LIST_HEADER = 2;
  private static final int FD_LIST_ENTRY = 10;
  private static final int FD_LIST_EVENTS = 8;

  private StateParts() {}

  /** A descriptor: the file behind it with the letter of its type, or the name of an error. */
  static final Part FD = StateParts::appendFd;

  /** The command name of a process. */
  static final Part PROCESS =
      (event, offset, length, text) -> {
        long tid = EventLayout.signedAt(event.raw().array(), offset, length);
        ThreadInfo thread = event.state().threads().get(tid);
        if (thread != null) {
          text.add(thread.comm());
        }
      };

  /** The number of a user or group; all bits set stand for -1. */
  static final Part ID =
      (event, offset, length, text) ->
          text.addDecimal((int) EventLayout.unsignedAt(event.raw().array(), offset, length));

  /** The name of a user. */
  static final Part USER =
      (event, offset, length, text) -> {
        int uid = (int) EventLayout.unsignedAt(event.raw().array(), offset, length);
        ThreadInfo thread = event.thread();
        UserTable.User user =
            thread == null || uid == -1 ? null : user(event.state().users(), thread, uid);
        appendName(uid, user == null ? NOTHING : user.name(), text);
      };

  /** The name of a group. */
  static final Part GROUP =
      (event, offset, length, text) -> {
        int gid = (int) EventLayout.unsignedAt(event.raw().array(), offset, length);
        ThreadInfo thread = event.thread();
        UserTable.Group group =
            thread == null || gid == -1 ? null : group(event.state().users(), thread, gid);
        appendName(gid, group == null ? NOTHING : group.name(), text);
      };

  /**
   * Descriptors that are waited for, each with the letter of its type and what it is waited for.
   */
  static final Part FD_LIST = StateParts::appendFdList;

  /**
   * A relative path, made absolute.
   *
   * @param directoryParameter index of the parameter that holds its directory; -1 if that is the
   *     working directory
   */
  static Part absolute(int directoryParameter) {
    return (event, offset, length, text) -> {
      ThreadInfo thread = event.thread();
      byte[] array = event.raw().array();
      int pathLength = TextParts.lengthOf(array, offset, length);
      if (thread == null
          || pathLength == 0
          || array[offset] == '/'
          || isUnknown(array, offset, pathLength)) {
        return;
      }
      int start = text.reserve(PathText.MAX_LENGTH);
      int joined =
          PathText.joinBelow(
              directory(event, thread, directoryParameter),
              array,
              offset,
              pathLength,
              text.array(),
              start);
      if (PrintableText.isPrintable(text.array(), start, start + joined)) {
        text.setLength(start + joined);
      } else {
        text.add(PrintableText.sanitize(text.array(), start, joined));
      }
    };
  }

  private static boolean isUnknown(byte[] array, int offset, int length) {
    return Arrays.equals(array, offset, offset + length, UNKNOWN, 0, UNKNOWN.length);
  }

  private static byte[] directory(SyscallEvent event, ThreadInfo thread, int parameter) {
    long fd = parameter >= 0 && event.has(parameter) ? event.signed(parameter) : CURRENT_DIRECTORY;
    if (fd == CURRENT_DIRECTORY) {
      return thread.workingDirectory();
    }
    FdInfo directory = thread.fd(fd);
    return directory == null ? NOTHING : directory.name();
  }

  /** Root has a name on the machine whether something told of it or not; not in a container. */
  private static UserTable.@Nullable User user(UserTable users, ThreadInfo thread, int uid) {
    return thread.containerId().length == 0
        ? users.user(thread.containerId(), uid)
        : users.recordedUser(thread.containerId(), uid);
  }

  private static UserTable.@Nullable Group group(UserTable users, ThreadInfo thread, int gid) {
    return thread.containerId().length == 0
        ? users.group(thread.containerId(), gid)
        : users.recordedGroup(thread.containerId(), gid);
  }

  private static void appendName(int id, byte[] name, AsciiBuilder text) {
    if (id == -1) {
      text.add("<NONE>");
    } else if (name.length > 0) {
      text.addPrintable(name, 0, name.length);
    } else {
      text.add(UNKNOWN);
    }
  }

  private static void appendFd(SyscallEvent event, int offset, int length, AsciiBuilder text) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return;
    }
    long number = EventLayout.signedAt(event.raw().array(), offset, length);
    if (number == CURRENT_DIRECTORY) {
      text.add("AT_FDCWD");
    } else if (number < 0) {
      NameParts.appendError(number, text);
    } else {
      FdInfo fd = thread.fd(number);
      if (fd != null) {
        text.add('<').add(fd.type().letter());
        char protocol = protocolLetter(fd);
        if (protocol != 0) {
          text.add(protocol);
        }
        text.add('>').addPrintable(fd.name(), 0, fd.name().length);
      }
    }
  }

  private static char protocolLetter(FdInfo fd) {
    return switch (fd.shownTransport()) {
      case TCP -> 't';
      case UDP -> 'u';
      case ICMP -> 'i';
      case RAW -> 'r';
      case UNKNOWN, NA -> 0;
    };
  }

  private static void appendFdList(SyscallEvent event, int offset, int length, AsciiBuilder text) {
    ThreadInfo thread = event.thread();
    if (thread == null || length < FD_LIST_HEADER) {
      return;
    }
    byte[] array = event.raw().array();
    int count =
        Math.min(
            EventLayout.unsignedShortAt(array, offset), (length - FD_LIST_HEADER) / FD_LIST_ENTRY);
    for (int i = 0; i < count; i++) {
      int entry = offset + FD_LIST_HEADER + i * FD_LIST_ENTRY;
      long number = EventLayout.longAt(array, entry);
      FdInfo fd = thread.fd(number);
      if (i > 0) {
        text.add(' ');
      }
      // The events are 16 bits with a sign that the reference spreads over 32.
      int events = (short) EventLayout.unsignedShortAt(array, entry + FD_LIST_EVENTS);
      text.addUnsigned(number, 10)
          .add(':')
          .add(fd == null ? '?' : fd.type().letter())
          .addUnsigned(Integer.toUnsignedLong(events), 16);
    }
  }
}
