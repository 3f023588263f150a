// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventParameter;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.EventType;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.PathText;
import io.falcoj.fields.fs.PathCall.Base;
import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one of the paths of a call on the file system that succeeded: as the call gave it, or made
 * absolute. Follows libs 0.25 {@code sinsp_filter_check_fspath}, its gaps included: some calls are
 * resolved against the working directory whatever descriptor they were given.
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
   */
  private record Place(int parameter, int directory, Base base, boolean opens) {}

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
    String name =
        switch (which) {
          case PATH -> call.path();
          case SOURCE -> call.source();
          case TARGET -> call.target();
        };
    Base base = which == Which.TARGET ? call.targetBase() : call.base();
    if (name == null) {
      return new Place(NONE, NONE, base, call.opens());
    }
    List<EventParameter> parameters = type.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return new Place(i, parameters.get(i).directoryParameter(), base, call.opens());
      }
    }
    throw new IllegalStateException(type + " has no parameter " + name);
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
      array = fd == null ? NOTHING : fd.name;
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
    if (absolute) {
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
    int end;
    if (length > 0 && path[offset] == '/') {
      end = PathText.join(NOTHING, path, offset, length, target, start);
    } else if (place.base == Base.OPENED_FILE) {
      FdInfo opened = event.fd();
      byte[] name = opened == null ? UNKNOWN : opened.name;
      end = PathText.join(NOTHING, name, 0, name.length, target, start);
    } else {
      byte[] directory = directory(event, thread, place);
      end =
          directory == null
              ? PathText.join(UNKNOWN, path, offset, length, target, start)
              : PathText.joinBelow(directory, path, offset, length, target, start);
    }
    values.addScratch(start, end);
  }

  /** What a relative path is below; null if nobody knows. */
  private static byte @Nullable [] directory(SyscallEvent event, ThreadInfo thread, Place place) {
    return switch (place.base) {
      case WORKING_DIRECTORY -> thread.workingDirectory();
      case DIRECTORY_OF_EVENT -> {
        FdInfo fd = event.fd();
        yield fd == null || fd.type != FdType.DIRECTORY ? null : fd.name;
      }
      case DIRECTORY_OF_PARAMETER -> {
        if (!event.has(place.directory)) {
          yield null;
        }
        long number = event.signed(place.directory);
        if (number == CURRENT_DIRECTORY) {
          yield thread.workingDirectory();
        }
        FdInfo fd = thread.fd(number);
        yield fd == null ? null : fd.name;
      }
      case OPENED_FILE, UNKNOWN -> null;
    };
  }

  @Override
  public int cost() {
    return COST;
  }
}
