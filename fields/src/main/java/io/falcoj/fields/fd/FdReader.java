// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldBinder;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdTable;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes extractors of what is known of the descriptor that a system call works on. Absent if the
 * event is not about one; what needs more than its number is absent too if it is not known.
 */
final class FdReader {

  private static final boolean[] IS_ABOUT_FD = new boolean[EventTable.SIZE];
  private static final FdType[] TYPES_BY_NAME = FdType.values();
  private static final byte[] ROOT = {'/'};
  private static final byte[] IP = Utf8.bytes("ip");
  private static final byte[] UNIX = Utf8.bytes("unix");

  /** Domain names: falcoj looks none up while it evaluates. */
  static final FieldExtractor NOT_LOOKED_UP = (event, values) -> {};

  static {
    Arrays.sort(TYPES_BY_NAME, Comparator.comparing(FdType::text, Arrays::compare));
    Set<String> flags = Set.of("CREATES_FD", "USES_FD", "DESTROYS_FD");
    for (EventType type : EventTable.standard().types()) {
      IS_ABOUT_FD[type.code()] = !Collections.disjoint(type.flags(), flags);
    }
  }

  private FdReader() {}

  /** Reads something of an event that is about a descriptor. */
  @FunctionalInterface
  interface EventReading {
    void read(SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values);
  }

  /** Reads something of a descriptor. */
  @FunctionalInterface
  interface Reading {
    void read(SyscallEvent event, FdInfo fd, Values values);
  }

  /** A number of a descriptor. */
  @FunctionalInterface
  interface Number {
    long of(FdInfo fd);
  }

  /** Something true or false of a descriptor. */
  @FunctionalInterface
  interface Condition {
    boolean of(FdInfo fd);
  }

  /** Anything of an event that is about a descriptor, known or not. */
  static FieldExtractor readsEvent(EventReading reading) {
    return (event, values) -> {
      SyscallEvent call = (SyscallEvent) event;
      ThreadInfo thread = call.thread();
      if (IS_ABOUT_FD[event.typeCode()] && thread != null) {
        FdInfo fd = call.fd();
        if (fd == null && thread.lastEventFd() != -1) {
          fd = thread.fd(thread.lastEventFd());
        }
        reading.read(call, thread, fd, values);
      }
    };
  }

  /** Anything of a descriptor that is known. */
  static FieldExtractor reads(Reading reading) {
    return readsEvent(
        (event, thread, fd, values) -> {
          if (fd != null) {
            reading.read(event, fd, values);
          }
        });
  }

  /** A number. */
  static FieldExtractor number(Number number) {
    return reads((event, fd, values) -> values.addLong(number.of(fd)));
  }

  /** True or false. */
  static FieldExtractor condition(Condition condition) {
    return reads((event, fd, values) -> values.addBoolean(condition.of(fd)));
  }

  /** Whether the event renamed it: not if it is only the one that the thread used before. */
  static void addNameChanged(SyscallEvent event, FdInfo fd, Values values) {
    values.addBoolean(event.fd() == fd && fd.isNameChanged());
  }

  /** What the descriptor is. */
  static void addType(SyscallEvent event, FdInfo fd, Values values) {
    values.addText(fd.type().text());
  }

  /**
   * What the open descriptors of the process are, each type once, in the order of their names; with
   * a number as argument, what that descriptor is.
   */
  static FieldBinder types() {
    return (definition, argument) -> {
      FieldExtractor extractor =
          argument.isPresent()
              ? typeOf(Long.parseLong(argument.requiredText()))
              : readsEvent((event, thread, fd, values) -> addTypes(thread, values));
      return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
    };
  }

  private static FieldExtractor typeOf(long number) {
    return readsEvent(
        (event, thread, fd, values) -> {
          FdInfo other = thread.fd(number);
          if (other != null) {
            addType(event, other, values);
          }
        });
  }

  private static void addTypes(ThreadInfo thread, Values values) {
    values.present();
    FdTable fds = thread.fds();
    if (fds == null) {
      return;
    }
    long[] found = new long[1];
    fds.forEach((number, info) -> found[0] |= 1L << info.type().ordinal());
    for (FdType type : TYPES_BY_NAME) {
      if ((found[0] & 1L << type.ordinal()) != 0) {
        addOnce(type.text(), values);
      }
    }
  }

  private static void addOnce(byte[] type, Values values) {
    for (int i = 0; i < values.size(); i++) {
      if (values.textEquals(i, type)) {
        return;
      }
    }
    values.addText(type);
  }

  /** What the descriptor is, in one letter. */
  static void addTypeLetter(
      SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    int at = values.reserve(1);
    values.scratch()[at] = (byte) (fd == null ? FailedOpen.typeLetter(event) : fd.type().letter());
    values.addScratch(at, 1);
  }

  /** The name, that of a call that failed included. */
  static void addName(SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    if (fd == null) {
      FailedOpen.addName(event, values);
    } else {
      values.addText(fd.name());
    }
  }

  /** The path as the call gave it, but for doubled slashes. */
  static void addRawName(
      SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    if (fd == null) {
      FailedOpen.addRawName(event, values);
    } else {
      values.addText(fd.rawName());
    }
    if (values.size() > 0 && hasDoubledSlash(values)) {
      removeDoubledSlashes(values);
    }
  }

  private static boolean hasDoubledSlash(Values values) {
    byte[] name = values.arrayAt(0);
    int end = values.offsetAt(0) + values.lengthAt(0);
    for (int i = values.offsetAt(0) + 1; i < end; i++) {
      if (name[i] == '/' && name[i - 1] == '/') {
        return true;
      }
    }
    return false;
  }

  private static void removeDoubledSlashes(Values values) {
    byte[] name = values.arrayAt(0);
    int offset = values.offsetAt(0);
    int end = offset + values.lengthAt(0);
    values.truncate(0);
    int start = values.reserve(end - offset);
    byte[] target = values.scratch();
    int length = 0;
    for (int i = offset; i < end; i++) {
      if (name[i] != '/' || i == offset || name[i - 1] != '/') {
        target[start + length++] = name[i];
      }
    }
    values.addScratch(start, length);
  }

  /** The directory of a file. */
  static void addDirectory(
      SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    boolean directory = fd != null && fd.type() == FdType.DIRECTORY;
    if (fd == null || directory || fd.isFile()) {
      addName(event, thread, fd, values);
      if (!directory && values.size() > 0) {
        cutToDirectory(values);
      }
    }
  }

  private static void cutToDirectory(Values values) {
    byte[] name = values.arrayAt(0);
    int offset = values.offsetAt(0);
    int slash = lastSlash(name, offset, values.lengthAt(0));
    if (slash == values.lengthAt(0) - 1 && slash > 0) {
      return;
    }
    values.truncate(0);
    if (slash > 0) {
      values.addText(name, offset, slash);
    } else {
      values.addText(ROOT);
    }
  }

  /** Place of the last slash in a name, from its beginning; -1 if there is none. */
  private static int lastSlash(byte[] name, int offset, int length) {
    int index = length - 1;
    while (index >= 0 && name[offset + index] != '/') {
      index--;
    }
    return index;
  }

  /** The name of a file without its directory; {@code /} for a name without one, as in libs. */
  static void addFilename(SyscallEvent event, FdInfo fd, Values values) {
    if (!fd.isFile()) {
      return;
    }
    int slash = lastSlash(fd.name(), 0, fd.name().length);
    if (slash < 0) {
      values.addText(ROOT);
    } else if (slash == fd.name().length - 1) {
      values.addText(fd.name());
    } else {
      values.addText(fd.name(), slash + 1, fd.name().length - slash - 1);
    }
  }

  /** Container and name. */
  static void addContainerName(
      SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    addName(event, thread, fd, values);
    putContainerBefore(thread, values);
  }

  /** Container and directory. */
  static void addContainerDirectory(
      SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    addDirectory(event, thread, fd, values);
    putContainerBefore(thread, values);
  }

  private static void putContainerBefore(ThreadInfo thread, Values values) {
    if (values.size() == 0) {
      return;
    }
    byte[] container = thread.containerId();
    byte[] text = values.arrayAt(0);
    int offset = values.offsetAt(0);
    int length = values.lengthAt(0);
    values.truncate(0);
    int start = values.reserve(container.length + 1 + length);
    byte[] target = values.scratch();
    System.arraycopy(container, 0, target, start, container.length);
    target[start + container.length] = ':';
    System.arraycopy(text, offset, target, start + container.length + 1, length);
    values.addScratch(start, container.length + 1 + length);
  }

  /** Thread and number in one text. */
  static void addUid(SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    values.addText(Utf8.bytes(thread.tid() + Long.toString(thread.lastEventFd())));
  }

  /** Number of the descriptor. */
  static void addNumber(SyscallEvent event, ThreadInfo thread, @Nullable FdInfo fd, Values values) {
    values.addLong(thread.lastEventFd());
  }

  /** Transport protocol. */
  static void addTransport(SyscallEvent event, FdInfo fd, Values values) {
    values.addText(fd.shownTransport().text());
  }

  /** Family of a socket. */
  static void addFamily(SyscallEvent event, FdInfo fd, Values values) {
    if (fd.isInternetSocket() || fd.isServerSocket()) {
      values.addText(IP);
    } else if (fd.type() == FdType.UNIX_SOCKET) {
      values.addText(UNIX);
    }
  }
}
