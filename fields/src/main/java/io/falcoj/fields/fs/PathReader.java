// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.PathText;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of the paths of a call on the file system that succeeded: as the call gave it, or made
 * absolute as the kernel does it: below the directory whose descriptor the call was given with the
 * path, else below the working directory; the text of a symbolic link beside the link. Which calls
 * there are follows libs 0.25 {@code sinsp_filter_check_fspath}.
 */
final class PathReader implements FieldExtractor {

  /** Which of the paths of a call. */
  enum Which {
    PATH,
    SOURCE,
    TARGET
  }

  /** Effort of making a path absolute. */
  private static final int COST = 60;

  private static final int NONE = -1;
  private static final long CURRENT_DIRECTORY = -100;
  private static final byte[] NOTHING = {};
  private static final byte[] ABSENT = "<NA>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNKNOWN = "<UNKNOWN>".getBytes(StandardCharsets.US_ASCII);

  private final boolean absolute;
  private final @Nullable Place[] places = new Place[EventTable.SIZE];

  /**
   * Where the events of a type have the path.
   *
   * @param parameter index of the parameter that holds it; -1 if it is the name of the descriptor
   * @param directory index of the parameter that holds the descriptor of its directory; -1 if none
   *     does
   * @param link where the link has its path whose text this is; null if this is no such text
   */
  private record Place(int parameter, int directory, boolean opens, @Nullable Place link) {}

  /**
   * @param absolute whether the path is made absolute
   */
  PathReader(Which which, boolean absolute) {
    this.absolute = absolute;
    for (PathCall call : PathCalls.ALL) {
      EventType type = EventTable.standard().typeIdentified(call.event());
      places[type.code()] = place(which, call, type);
    }
  }

  private static @Nullable Place place(Which which, PathCall call, EventType type) {
    boolean single = call.source() == null;
    if (single != (which == Which.PATH)) {
      return null;
    }
    return switch (which) {
      case PATH -> place(type, call.path(), call.opens(), null);
      case SOURCE -> place(type, call.source(), call.opens(), null);
      case TARGET ->
          place(
              type,
              call.target(),
              call.opens(),
              call.linksByName() ? place(type, call.source(), call.opens(), null) : null);
    };
  }

  private static Place place(
      EventType type, @Nullable String parameter, boolean opens, @Nullable Place link) {
    if (parameter == null) {
      return new Place(NONE, NONE, opens, link);
    }
    List<EventParameter> parameters = type.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return new Place(i, parameters.get(i).directoryParameter(), opens, link);
      }
    }
    throw new IllegalStateException(type + " has no parameter " + parameter);
  }

  @Override
  public void extract(Event event, Values values) {
    SyscallEvent call = (SyscallEvent) event;
    Place place = places[call.typeCode()];
    if (place == null || !succeeded(call, place)) {
      return;
    }
    byte[] array = call.raw().array();
    int offset = 0;
    int length;
    FdInfo fd = call.fd();
    if (place.parameter == NONE) {
      if (call.thread() == null) {
        return;
      }
      array = fd == null ? NOTHING : fd.name();
      length = array.length;
    } else if (place.parameter >= call.raw().parameterCount()) {
      return;
    } else if (call.lacksText(place.parameter)) {
      array = ABSENT;
      length = array.length;
    } else {
      offset = call.raw().parameterOffset(place.parameter);
      length = call.textLength(place.parameter);
    }
    // The name of a descriptor is relative to nothing.
    if (absolute && place.parameter != NONE) {
      addAbsolute(call, place, array, offset, length, values);
    } else {
      values.addText(array, offset, length);
    }
  }

  private static boolean succeeded(SyscallEvent event, Place place) {
    return event.has(0) && (place.opens ? event.signed(0) != -1 : event.signed(0) == 0);
  }

  private static void addAbsolute(
      SyscallEvent event, Place place, byte[] path, int offset, int length, Values values) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return;
    }
    int start = values.reserve(PathText.MAX_LENGTH);
    byte[] target = values.scratch();
    int end =
        place.link == null || (length > 0 && path[offset] == '/')
            ? join(event, thread, place, path, offset, length, target, start)
            : joinBesideLink(event, thread, place.link, path, offset, length, target, start);
    values.addScratch(start, end);
  }

  private static int join(
      SyscallEvent event,
      ThreadInfo thread,
      Place place,
      byte[] path,
      int offset,
      int length,
      byte[] target,
      int start) {
    if (length > 0 && path[offset] == '/') {
      return PathText.join(NOTHING, path, offset, length, target, start);
    }
    byte[] directory = directory(event, thread, place);
    if (directory == null) {
      return PathText.join(UNKNOWN, path, offset, length, target, start);
    }
    if (length == 0 && place.directory != NONE) {
      // The descriptor itself is meant, as with AT_EMPTY_PATH.
      return PathText.join(NOTHING, directory, 0, directory.length, target, start);
    }
    return PathText.joinBelow(directory, path, offset, length, target, start);
  }

  private static int joinBesideLink(
      SyscallEvent event,
      ThreadInfo thread,
      Place link,
      byte[] path,
      int offset,
      int length,
      byte[] target,
      int start) {
    boolean isKnown =
        link.parameter < event.raw().parameterCount() && !event.lacksText(link.parameter);
    byte[] array = event.raw().array();
    int at = isKnown ? event.raw().parameterOffset(link.parameter) : 0;
    int linkLength = isKnown ? event.textLength(link.parameter) : 0;
    boolean isAbsolute = linkLength > 0 && array[at] == '/';
    if (linkLength == 0 || (!isAbsolute && directory(event, thread, link) == null)) {
      return PathText.join(UNKNOWN, path, offset, length, target, start);
    }
    int written = join(event, thread, link, array, at, linkLength, target, start);
    return PathText.joinBeside(written, path, offset, length, target, start);
  }

  /** What a relative path is below; null if nobody knows. */
  private static byte @Nullable [] directory(SyscallEvent event, ThreadInfo thread, Place place) {
    if (place.directory == NONE) {
      return thread.workingDirectory();
    }
    if (!event.has(place.directory)) {
      return null;
    }
    long number = event.signed(place.directory);
    if (number == CURRENT_DIRECTORY) {
      return thread.workingDirectory();
    }
    // Whatever its type: who opens a directory need not say that it is one.
    FdInfo fd = thread.fd(number);
    return fd == null || fd.name().length == 0 ? null : fd.name();
  }

  @Override
  public int cost() {
    return COST;
  }
}
