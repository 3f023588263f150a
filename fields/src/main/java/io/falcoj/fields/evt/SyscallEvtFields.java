// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static io.falcoj.engine.ArgumentRule.REQUIRED_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.AS_RECORDED;
import static io.falcoj.engine.FieldDefinition.Flag.DOTTED_ARGUMENT;
import static io.falcoj.engine.FieldDefinition.Flag.HIDDEN;
import static io.falcoj.engine.FieldDefinition.Flag.NO_FIELD_COMPARISON;
import static io.falcoj.engine.FieldDefinition.Flag.NO_TRANSFORMER;
import static io.falcoj.engine.FieldDefinition.Flag.PADDED;
import static io.falcoj.engine.FieldDefinition.Flag.PRINT_ONLY;
import static io.falcoj.engine.FieldDefinition.Flag.WITHIN;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.BYTEBUF;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.DYNAMIC;
import static io.falcoj.engine.FieldType.INT16;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.engine.FieldType.UINT64;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.BoundField;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.Values;
import io.falcoj.fields.parameter.ParameterText;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.time.TimeText;
import io.falcoj.fields.time.TimeText.Date;
import io.falcoj.fields.time.ZoneOffsets;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;

/** Class {@code evt}: fields that only system call events have. */
public final class SyscallEvtFields {

  private static final long NANOS_PER_MILLISECOND = 1_000_000;
  private static final byte[] NO_TIME = ascii("0ns");
  private static final byte[] ENTER = ascii(">");
  private static final byte[] EXIT = ascii("<");
  private static final byte[] READ = ascii("read");
  private static final byte[] WRITE = ascii("write");
  private static final int STATISTICS = EventTable.standard().typeIdentified("PROCINFO_E").code();

  private SyscallEvtFields() {}

  /**
   * The class.
   *
   * @param settings the zone of printed times, and how data prints
   */
  public static FieldClass fieldClass(FieldSettings settings) {
    ZoneOffsets zone = new ZoneOffsets(settings.zone());
    ParameterText compared = new ParameterText(zone, false);
    ParameterText printed = settings.base64Buffers() ? new ParameterText(zone, true) : compared;
    ArgumentReader arguments = new ArgumentReader(compared, printed);
    FieldTable fields =
        new FieldTable(
            "evt",
            "System call events",
            "What the event table says about a system call: its type, arguments and result.",
            SYSCALL);
    fields
        .add(
            "evt.latency",
            RELTIME,
            "Nanoseconds between the enter and the exit event of a call. Always 0: enter"
                + " events are no longer recorded.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.number(event -> 0));
    fields
        .add("evt.latency.s", RELTIME, "Whole seconds of evt.latency. Always 0.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.number(event -> 0));
    fields
        .add("evt.latency.ns", RELTIME, "Nanoseconds of evt.latency within the second. Always 0.")
        .flags(HIDDEN, PADDED)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.number(event -> 0));
    fields
        .add("evt.latency.quantized", UINT64, "Decimal logarithm of evt.latency. Always 0.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.number(event -> 0));
    fields
        .add(
            "evt.latency.human",
            CHARBUF,
            "The value of evt.latency as text with a unit. Always 0ns.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.reads((event, values) -> values.addText(NO_TIME)));
    fields
        .add(
            "evt.deltatime",
            RELTIME,
            "Always 0: the events that a rule sees are not one after another.")
        .reads(CallReader.number(event -> 0));
    fields
        .add("evt.deltatime.s", RELTIME, "Whole seconds of evt.deltatime. Always 0.")
        .reads(CallReader.number(event -> 0));
    fields
        .add(
            "evt.deltatime.ns",
            RELTIME,
            "Nanoseconds of evt.deltatime within the second. Always 0.")
        .flags(PADDED)
        .reads(CallReader.number(event -> 0));
    fields
        .add(
            "evt.outputtime",
            CHARBUF,
            "Time of the event in the form of the time option; in outputs only.")
        .flags(PRINT_ONLY)
        .reads(new TimeText(zone, Date.NONE, true));
    fields
        .add("evt.dir", CHARBUF, "Direction of the event: always <, an exit event.")
        .flags(HIDDEN)
        .deprecated("drop the check: every event is an exit event")
        .reads(
            CallReader.reads(
                (event, values) -> values.addText(EventTraits.isExit(event) ? EXIT : ENTER)));
    fields
        .add("evt.type", CHARBUF, "Name of the event: open, connect.")
        .reads(CallReader.reads(EventTraits::addName));
    fields
        .add(
            "evt.type.is",
            UINT32,
            "1 if the event is of the type that the argument names, else 0: evt.type.is.open.")
        .argument(REQUIRED_OWN, EventArguments::checkEventType)
        .flags(DOTTED_ARGUMENT)
        .bound(EventTypeTest::bind);
    fields
        .add(
            "syscall.type", CHARBUF, "Name of the system call. Absent for events that are not one.")
        .reads(CallReader.reads(SyscallEvtFields::readCallName));
    fields
        .add(
            "evt.category",
            CHARBUF,
            "What the event works on: file, net, memory, process, signal, user, time, IPC, and so"
                + " on. For reading, writing and closing, what is open: file, net, ipc, or"
                + " unknown.")
        .reads(CallReader.reads(EventTraits::addCategory));
    fields
        .add("evt.cpu", INT16, "Number of the processor that the event happened on.")
        .reads(CallReader.number(event -> (short) event.cpu()));
    fields
        .add(
            "evt.args",
            CHARBUF,
            "All parameters of the event as name=value, with blanks between them.")
        .reads(CallReader.composes(arguments::readAll));
    fields
        .add(
            "evt.arg",
            CHARBUF,
            "One parameter of the event as text, by name or number: evt.arg.fd, evt.arg[0]."
                + " Numbers, flags and descriptors are spelt out where they have a name. Absent if"
                + " the event has no such parameter.")
        .argument(REQUIRED_OWN, EventArguments::checkParameter)
        .flags(DOTTED_ARGUMENT)
        .bound(arguments::bindOne);
    fields
        .add(
            "evt.rawarg",
            DYNAMIC,
            "One parameter of the event with its own type, by name: evt.rawarg.flags. Absent if the"
                + " event has no such parameter.")
        .argument(REQUIRED_OWN)
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER, DOTTED_ARGUMENT, AS_RECORDED)
        .bound((definition, argument) -> RawArgument.bind(printed, definition, argument));
    fields
        .add("evt.info", CHARBUF, "The same as evt.args.")
        .reads(CallReader.composes(arguments::readAll));
    fields
        .add(
            "evt.buffer",
            BYTEBUF,
            "The bytes that the event reads or writes, as far as they were recorded. Absent for"
                + " events without data.")
        .bound(arguments::bindBuffer);
    fields
        .add(
            "evt.buflen",
            UINT64,
            "Length in bytes of the data that the event reads or writes, recorded or not. Absent"
                + " for events without data.")
        .reads(BufferLength.of(EventTraits::isIo, BufferLength::isAny));
    fields
        .add(
            "evt.res",
            CHARBUF,
            "Result of the event: SUCCESS, or the name of the error such as ENOENT. Absent if it"
                + " has no result.")
        .reads(CallReader.composes(arguments::readResult));
    fields
        .add(
            "evt.rawres",
            INT64,
            "Result of the event as a number; negative for an error. Absent if it has no result.")
        .reads(CallReader.numberIf(SyscallEvent::hasReturnValue, SyscallEvent::returnValue));
    fields
        .add("evt.failed", BOOL, "True if the event returned an error. Absent if it has no result.")
        .reads(CallReader.reads(ErrorCounts::read));
    fields
        .add("evt.is_io", BOOL, "True if the event reads or writes a descriptor.")
        .reads(
            CallReader.condition(event -> EventTraits.reads(event) || EventTraits.writes(event)));
    fields
        .add("evt.is_io_read", BOOL, "True if the event reads from a descriptor.")
        .reads(CallReader.condition(EventTraits::reads));
    fields
        .add("evt.is_io_write", BOOL, "True if the event writes to a descriptor.")
        .reads(CallReader.condition(EventTraits::writes));
    fields
        .add(
            "evt.io_dir",
            CHARBUF,
            "read or write for events that read from or write to a descriptor. Absent for others.")
        .reads(CallReader.reads(SyscallEvtFields::readDirection));
    fields
        .add("evt.is_wait", BOOL, "True if the event makes the thread wait: sleep, poll, select.")
        .reads(CallReader.condition(EventTraits::waits));
    fields
        .add(
            "evt.wait_latency",
            RELTIME,
            "Nanoseconds that a waiting call took. Always 0: enter events are no longer"
                + " recorded.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded")
        .reads(CallReader.number(event -> 0));
    fields
        .add("evt.is_syslog", BOOL, "True if the event writes to the system log.")
        .reads(CallReader.condition(SyscallEvtFields::isSyslog));
    fields
        .add("evt.count", UINT32, "Always 1, to count events.")
        .reads(CallReader.number(event -> 1));
    fields
        .add(
            "evt.count.error",
            UINT32,
            "1 if the event returned an error, else 0. Absent if it has no result.")
        .reads(CallReader.reads(ErrorCounts::read));
    fields
        .add(
            "evt.count.error.file",
            UINT32,
            "The same as evt.count.error for events that work on a file. Absent for others.")
        .reads(CallReader.reads(ErrorCounts::readFile));
    fields
        .add(
            "evt.count.error.net",
            UINT32,
            "The same as evt.count.error for events that work on a network connection. Absent for"
                + " others.")
        .reads(CallReader.reads(ErrorCounts::readNet));
    fields
        .add(
            "evt.count.error.memory",
            UINT32,
            "The same as evt.count.error for events that work on memory. Absent for others.")
        .reads(CallReader.reads(ErrorCounts::readMemory));
    fields
        .add(
            "evt.count.error.other",
            UINT32,
            "The same as evt.count.error for events that work on none of these. Absent for others.")
        .reads(CallReader.reads(ErrorCounts::readOther));
    fields
        .add("evt.count.exit", UINT32, "1 for an exit event. Absent for others.")
        .reads(CallReader.numberIf(EventTraits::isExit, event -> 1));
    fields
        .add(
            "evt.count.procinfo",
            UINT32,
            "1 for a statistics event of the main thread of a process, else 0.")
        .flags(HIDDEN)
        .reads(CallReader.condition(event -> isStatistics(event) && isOfMain(event)));
    fields
        .add("evt.count.threadinfo", UINT32, "1 for a statistics event of a thread, else 0.")
        .flags(HIDDEN)
        .reads(CallReader.condition(SyscallEvtFields::isStatistics));
    fields
        .add(
            "evt.around",
            UINT64,
            "True for events near a time: evt.around[T]=D with T in nanoseconds since the epoch and"
                + " D in milliseconds. Only = is allowed.")
        .argument(REQUIRED_OWN, EventArguments::checkTime)
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER, WITHIN)
        .conditionsOnly()
        .bound(SyscallEvtFields::bindDistance);
    fields
        .add(
            "evt.abspath",
            CHARBUF,
            "Absolute path that the call names, its directory descriptor resolved; evt.abspath.src"
                + " and evt.abspath.dst for calls with two paths. Absent if it names none.")
        .argument(REQUIRED_OWN, EventArguments::checkSide)
        .flags(DOTTED_ARGUMENT)
        .bound(AbsolutePath::bind);
    fields
        .add(
            "evt.buflen.in",
            UINT64,
            "Length in bytes of the data that is read. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::readsData, BufferLength::isAny));
    fields
        .add(
            "evt.buflen.out",
            UINT64,
            "Length in bytes of the data that is written. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::writesData, BufferLength::isAny));
    fields
        .add(
            "evt.buflen.file",
            UINT64,
            "Length in bytes of the data of files. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::isIo, BufferLength::isFile));
    fields
        .add(
            "evt.buflen.file.in",
            UINT64,
            "Length in bytes of the data that is read from files. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::readsData, BufferLength::isFile));
    fields
        .add(
            "evt.buflen.file.out",
            UINT64,
            "Length in bytes of the data that is written to files. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::writesData, BufferLength::isFile));
    fields
        .add(
            "evt.buflen.net",
            UINT64,
            "Length in bytes of the data of the network. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::isIo, BufferLength::isNetwork));
    fields
        .add(
            "evt.buflen.net.in",
            UINT64,
            "Length in bytes of the data that is received. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::readsData, BufferLength::isNetwork));
    fields
        .add(
            "evt.buflen.net.out",
            UINT64,
            "Length in bytes of the data that is sent. Absent for other events.")
        .flags(HIDDEN)
        .reads(BufferLength.of(EventTraits::writesData, BufferLength::isNetwork));
    fields
        .add("evt.is_open_read", BOOL, "True if the event opens a path for reading.")
        .reads(CallReader.condition(OpenFlags::reads));
    fields
        .add("evt.is_open_write", BOOL, "True if the event opens a path for writing.")
        .reads(CallReader.condition(OpenFlags::writes));
    fields
        .add("evt.infra.docker.name", CHARBUF, "Name of a Docker event. Always absent.")
        .flags(HIDDEN)
        .reads(CallReader.ABSENT);
    fields
        .add(
            "evt.infra.docker.container.id", CHARBUF, "Container of a Docker event. Always absent.")
        .flags(HIDDEN)
        .reads(CallReader.ABSENT);
    fields
        .add(
            "evt.infra.docker.container.name",
            CHARBUF,
            "Name of the container of a Docker event. Always absent.")
        .flags(HIDDEN)
        .reads(CallReader.ABSENT);
    fields
        .add(
            "evt.infra.docker.container.image",
            CHARBUF,
            "Image of the container of a Docker event. Always absent.")
        .flags(HIDDEN)
        .reads(CallReader.ABSENT);
    fields
        .add("evt.is_open_exec", BOOL, "True if the event creates a file that may be executed.")
        .reads(CallReader.condition(OpenFlags::createsExecutable));
    fields
        .add("evt.is_open_create", BOOL, "True if the event creates the file it opens.")
        .reads(CallReader.condition(OpenFlags::creates));
    return fields.toFieldClass();
  }

  private static void readCallName(SyscallEvent event, Values values) {
    if (EventTraits.isCall(event)) {
      EventTraits.addName(event, values);
    }
  }

  private static void readDirection(SyscallEvent event, Values values) {
    if (EventTraits.writes(event)) {
      values.addText(WRITE);
    } else if (EventTraits.reads(event)) {
      values.addText(READ);
    }
  }

  private static boolean isSyslog(SyscallEvent event) {
    FdInfo fd = event.fd();
    return fd != null && EventTraits.writes(event) && fd.isSyslog();
  }

  /** Whether the event tells how much a thread has run. */
  private static boolean isStatistics(SyscallEvent event) {
    return event.typeCode() == STATISTICS;
  }

  private static boolean isOfMain(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    return thread != null && thread.isMain();
  }

  /** How far the event is from a time, in milliseconds, begun ones counted as whole. */
  private static BoundField bindDistance(FieldDefinition definition, FieldArgument argument) {
    long time = Long.parseUnsignedLong(argument.requiredText());
    return new BoundField(
        definition,
        argument,
        definition.type(),
        definition.list(),
        (event, values) -> {
          long nanos = Math.abs(event.timestampNanos() - time);
          values.addLong((nanos + NANOS_PER_MILLISECOND - 1) / NANOS_PER_MILLISECOND);
        });
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
