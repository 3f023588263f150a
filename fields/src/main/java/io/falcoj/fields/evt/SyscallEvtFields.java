// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static io.falcoj.engine.ArgumentRule.REQUIRED_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.DOTTED_ARGUMENT;
import static io.falcoj.engine.FieldDefinition.Flag.FILTER_ONLY;
import static io.falcoj.engine.FieldDefinition.Flag.HIDDEN;
import static io.falcoj.engine.FieldDefinition.Flag.NO_FIELD_COMPARISON;
import static io.falcoj.engine.FieldDefinition.Flag.NO_TRANSFORMER;
import static io.falcoj.engine.FieldDefinition.Flag.PADDED;
import static io.falcoj.engine.FieldDefinition.Flag.PRINT_ONLY;
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

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldLine;
import io.falcoj.fields.table.FieldTable;

/** Class {@code evt}: fields that only system call events have. */
public final class SyscallEvtFields {

  private SyscallEvtFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
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
            "Nanoseconds between the enter and the exit event of a call. Always absent: enter"
                + " events are no longer recorded.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded");
    fields
        .add("evt.latency.s", RELTIME, "Whole seconds of evt.latency. Always absent.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded");
    fields
        .add(
            "evt.latency.ns",
            RELTIME,
            "Nanoseconds of evt.latency within the second. Always absent.")
        .flags(HIDDEN, PADDED)
        .deprecated("drop it: enter events are no longer recorded");
    fields
        .add("evt.latency.quantized", UINT64, "Decimal logarithm of evt.latency. Always absent.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded");
    fields
        .add(
            "evt.latency.human",
            CHARBUF,
            "The value of evt.latency as text with a unit. Always absent.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded");
    fields.add("evt.deltatime", RELTIME, "Nanoseconds since the event before.");
    fields.add("evt.deltatime.s", RELTIME, "Whole seconds since the event before.");
    fields
        .add(
            "evt.deltatime.ns",
            RELTIME,
            "Nanoseconds since the event before, within the second; printed with leading zeros.")
        .flags(PADDED);
    fields
        .add(
            "evt.outputtime",
            CHARBUF,
            "Time of the event in the form of the time option; in outputs only.")
        .flags(PRINT_ONLY);
    fields
        .add("evt.dir", CHARBUF, "Direction of the event: always <, an exit event.")
        .flags(HIDDEN)
        .deprecated("drop the check: every event is an exit event");
    fields.add("evt.type", CHARBUF, "Name of the event: open, connect.");
    fields
        .add(
            "evt.type.is",
            UINT32,
            "1 if the event is of the type that the argument names, else 0: evt.type.is.open.")
        .argument(REQUIRED_OWN, EventArguments::checkEventType)
        .flags(DOTTED_ARGUMENT);
    fields.add(
        "syscall.type", CHARBUF, "Name of the system call. Absent for events that are not one.");
    fields.add(
        "evt.category",
        CHARBUF,
        "What the event works on: file, net, memory, process, signal, user, time, ipc, and so on.");
    fields.add("evt.cpu", INT16, "Number of the processor that the event happened on.");
    fields.add(
        "evt.args",
        CHARBUF,
        "All parameters of the event as name=value, with blanks between them.");
    fields
        .add(
            "evt.arg",
            CHARBUF,
            "One parameter of the event as text, by name or number: evt.arg.fd, evt.arg[0]."
                + " Numbers, flags and descriptors are spelt out where they have a name. Absent if"
                + " the event has no such parameter.")
        .argument(REQUIRED_OWN, EventArguments::checkParameter)
        .flags(DOTTED_ARGUMENT);
    fields
        .add(
            "evt.rawarg",
            DYNAMIC,
            "One parameter of the event with its own type, by name: evt.rawarg.flags. Absent if the"
                + " event has no such parameter.")
        .argument(REQUIRED_OWN)
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER, DOTTED_ARGUMENT)
        .bound(
            (definition, argument) ->
                FieldLine.declareOnly(EventArguments.typed(definition, argument), argument));
    fields.add("evt.info", CHARBUF, "The same as evt.args.");
    fields.add(
        "evt.buffer",
        BYTEBUF,
        "The bytes that the event reads or writes, as far as they were recorded. Absent for events"
            + " without data.");
    fields.add(
        "evt.buflen",
        UINT64,
        "Length in bytes of the data that the event reads or writes, recorded or not. Absent for"
            + " events without data.");
    fields.add(
        "evt.res",
        CHARBUF,
        "Result of the event: SUCCESS, or the name of the error such as ENOENT. Absent if it has no"
            + " result.");
    fields.add(
        "evt.rawres",
        INT64,
        "Result of the event as a number; negative for an error. Absent if it has no result.");
    fields.add("evt.failed", BOOL, "True if the event returned an error.");
    fields.add("evt.is_io", BOOL, "True if the event reads or writes a descriptor.");
    fields.add("evt.is_io_read", BOOL, "True if the event reads from a descriptor.");
    fields.add("evt.is_io_write", BOOL, "True if the event writes to a descriptor.");
    fields.add(
        "evt.io_dir",
        CHARBUF,
        "read or write for events that read from or write to a descriptor. Absent for others.");
    fields.add(
        "evt.is_wait", BOOL, "True if the event makes the thread wait: sleep, poll, select.");
    fields
        .add(
            "evt.wait_latency",
            RELTIME,
            "Nanoseconds that a waiting call took. Always absent: enter events are no longer"
                + " recorded.")
        .flags(HIDDEN)
        .deprecated("drop it: enter events are no longer recorded");
    fields.add("evt.is_syslog", BOOL, "True if the event writes to the system log.");
    fields.add("evt.count", UINT32, "Always 1, to count events.");
    fields.add("evt.count.error", UINT32, "1 if the event returned an error. Absent for others.");
    fields.add(
        "evt.count.error.file",
        UINT32,
        "1 if the event works on a file and returned an error. Absent for others.");
    fields.add(
        "evt.count.error.net",
        UINT32,
        "1 if the event works on a network connection and returned an error. Absent for others.");
    fields.add(
        "evt.count.error.memory",
        UINT32,
        "1 if the event works on memory and returned an error. Absent for others.");
    fields.add(
        "evt.count.error.other",
        UINT32,
        "1 if the event works on none of these and returned an error. Absent for others.");
    fields.add("evt.count.exit", UINT32, "1 for an exit event. Absent for others.");
    fields
        .add(
            "evt.count.procinfo",
            UINT32,
            "1 for a statistics event of the main thread of a process. Absent for others.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.count.threadinfo",
            UINT32,
            "1 for a statistics event of a thread. Absent for others.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.around",
            UINT64,
            "True for events near a time: evt.around[T]=D with T in nanoseconds since the epoch and"
                + " D in milliseconds. Only = is allowed.")
        .argument(REQUIRED_OWN, EventArguments::checkTime)
        .flags(FILTER_ONLY, NO_FIELD_COMPARISON);
    fields
        .add(
            "evt.abspath",
            CHARBUF,
            "Absolute path that the call names, its directory descriptor resolved; evt.abspath.src"
                + " and evt.abspath.dst for calls with two paths. Absent if it names none.")
        .argument(REQUIRED_OWN, EventArguments::checkSide)
        .flags(DOTTED_ARGUMENT);
    fields
        .add(
            "evt.buflen.in",
            UINT64,
            "Length in bytes of the data that is read. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.out",
            UINT64,
            "Length in bytes of the data that is written. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.file",
            UINT64,
            "Length in bytes of the data of files. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.file.in",
            UINT64,
            "Length in bytes of the data that is read from files. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.file.out",
            UINT64,
            "Length in bytes of the data that is written to files. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.net",
            UINT64,
            "Length in bytes of the data of the network. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.net.in",
            UINT64,
            "Length in bytes of the data that is received. Absent for other events.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.buflen.net.out",
            UINT64,
            "Length in bytes of the data that is sent. Absent for other events.")
        .flags(HIDDEN);
    fields.add("evt.is_open_read", BOOL, "True if the event opens a path for reading.");
    fields.add("evt.is_open_write", BOOL, "True if the event opens a path for writing.");
    fields
        .add("evt.infra.docker.name", CHARBUF, "Name of a Docker event. Always absent.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.infra.docker.container.id", CHARBUF, "Container of a Docker event. Always absent.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.infra.docker.container.name",
            CHARBUF,
            "Name of the container of a Docker event. Always absent.")
        .flags(HIDDEN);
    fields
        .add(
            "evt.infra.docker.container.image",
            CHARBUF,
            "Image of the container of a Docker event. Always absent.")
        .flags(HIDDEN);
    fields.add("evt.is_open_exec", BOOL, "True if the event creates a file that may be executed.");
    fields.add("evt.is_open_create", BOOL, "True if the event creates the file it opens.");
    return fields.toFieldClass();
  }
}
