// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.PathText;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path that a call names together with a descriptor of its directory, made absolute. Follows
 * libs 0.25 in which calls there are.
 */
final class AbsolutePath {

  private static final byte[] NOTHING = {};
  private static final byte[] UNKNOWN = "<UNKNOWN>".getBytes(StandardCharsets.US_ASCII);
  private static final long CURRENT_DIRECTORY = -100;

  /** Parameter that holds the path of a call whose descriptor is the path itself. */
  private static final int PATH_OF_HANDLE = 3;

  private static final String OPEN_BY_HANDLE = "SYSCALL_OPEN_BY_HANDLE_AT_X";

  /** Names of the parameters that hold directory and path, by event. */
  private static final Map<String, Pair> SINGLE =
      Map.of(
          "SYSCALL_SYMLINKAT_X", new Pair("linkdirfd", "linkpath"),
          "SYSCALL_OPENAT_2_X", new Pair("dirfd", "name"),
          "SYSCALL_OPENAT2_X", new Pair("dirfd", "name"),
          "SYSCALL_UNLINKAT_2_X", new Pair("dirfd", "name"),
          "SYSCALL_MKDIRAT_X", new Pair("dirfd", "path"),
          "SYSCALL_FCHMODAT_X", new Pair("dirfd", "filename"),
          "SYSCALL_FCHOWNAT_X", new Pair("dirfd", "pathname"));

  private static final Map<String, Pair> SOURCE =
      Map.of(
          "SYSCALL_RENAMEAT_X", new Pair("olddirfd", "oldpath"),
          "SYSCALL_RENAMEAT2_X", new Pair("olddirfd", "oldpath"),
          "SYSCALL_LINKAT_2_X", new Pair("olddir", "oldpath"));

  private static final Map<String, Pair> DESTINATION =
      Map.of(
          "SYSCALL_RENAMEAT_X", new Pair("newdirfd", "newpath"),
          "SYSCALL_RENAMEAT2_X", new Pair("newdirfd", "newpath"),
          "SYSCALL_LINKAT_2_X", new Pair("newdir", "newpath"));

  private record Pair(String directory, String path) {}

  private final int[] directoryIndex = new int[EventTable.SIZE];
  private final int[] pathIndex = new int[EventTable.SIZE];

  private AbsolutePath(Map<String, Pair> further) {
    for (EventType type : EventTable.standard().types()) {
      Pair pair = SINGLE.getOrDefault(type.identifier(), further.get(type.identifier()));
      directoryIndex[type.code()] = pair == null ? -1 : indexOf(type, pair.directory());
      pathIndex[type.code()] = pair == null ? -1 : indexOf(type, pair.path());
      if (type.identifier().equals(OPEN_BY_HANDLE)) {
        pathIndex[type.code()] = PATH_OF_HANDLE;
      }
    }
  }

  /** Binds the field: its argument says which of two paths. */
  static BoundField bind(FieldDefinition definition, FieldArgument argument) {
    boolean destination = "dst".equals(argument.text());
    AbsolutePath path = new AbsolutePath(destination ? DESTINATION : SOURCE);
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        CallReader.composes(path::read));
  }

  private static int indexOf(EventType type, String parameter) {
    for (int i = 0; i < type.parameters().size(); i++) {
      if (type.parameters().get(i).name().equals(parameter)) {
        return i;
      }
    }
    throw new IllegalStateException(type + " has no parameter " + parameter);
  }

  private void read(SyscallEvent event, Values values) {
    int path = pathIndex[event.typeCode()];
    ThreadInfo thread = event.thread();
    if (path < 0 || thread == null || !event.has(path)) {
      return;
    }
    byte[] directory = directory(event, thread);
    if (directory != null) {
      RawEvent raw = event.raw();
      int start = values.reserve(PathText.MAX_LENGTH);
      int length =
          PathText.joinBelow(
              directory,
              raw.array(),
              raw.parameterOffset(path),
              event.textLength(path),
              values.scratch(),
              start);
      values.addScratch(start, length);
    }
  }

  /** What a relative path is below; null if there is no path. */
  private byte @Nullable [] directory(SyscallEvent event, ThreadInfo thread) {
    int index = directoryIndex[event.typeCode()];
    if (index < 0) {
      // Only a file that was opened by its handle tells its path.
      return event.returnValue() > 0 ? NOTHING : null;
    }
    if (!event.has(index)) {
      return null;
    }
    long number = event.signed(index);
    if (number == CURRENT_DIRECTORY) {
      return thread.workingDirectory();
    }
    FdInfo fd = thread.fd(number);
    return fd == null ? UNKNOWN : fd.name();
  }
}
