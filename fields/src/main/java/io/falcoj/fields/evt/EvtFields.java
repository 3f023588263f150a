// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.evt;

import static io.falcoj.engine.FieldDefinition.Flag.PADDED;
import static io.falcoj.engine.FieldType.ABSTIME;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.engine.FieldType.UINT64;
import static io.falcoj.fields.table.FieldTable.K8S_AUDIT;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** Class {@code evt}: fields of events of every source. */
public final class EvtFields {

  private EvtFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "evt",
            "Any event",
            "What every event has, wherever it comes from.",
            K8S_AUDIT,
            SYSCALL);
    fields.add("evt.num", UINT64, "Number of the event in its input, from 1.");
    fields.add(
        "evt.time",
        CHARBUF,
        "Time of day of the event with nanoseconds: 13:04:05.123456789. An alert in JSON has"
            + " nanoseconds since the epoch instead.");
    fields.add("evt.time.s", CHARBUF, "Time of day of the event without fraction: 13:04:05.");
    fields.add(
        "evt.time.iso8601",
        CHARBUF,
        "Time of the event in UTC as ISO 8601 with nanoseconds:"
            + " 2026-11-22T13:04:05.123456789+0000.");
    fields.add(
        "evt.datetime",
        CHARBUF,
        "Date and time of the event with nanoseconds: 2026-11-22 13:04:05.123456789.");
    fields.add(
        "evt.datetime.s",
        CHARBUF,
        "Date and time of the event without fraction: 2026-11-22 13:04:05.");
    fields.add("evt.rawtime", ABSTIME, "Time of the event in nanoseconds since the epoch.");
    fields.add("evt.rawtime.s", ABSTIME, "Time of the event in whole seconds since the epoch.");
    fields
        .add(
            "evt.rawtime.ns",
            ABSTIME,
            "Nanoseconds of the event within its second; printed with leading zeros.")
        .flags(PADDED);
    fields
        .add("evt.reltime", RELTIME, "Nanoseconds since the first event of the input.")
        .flags(PADDED);
    fields.add("evt.reltime.s", RELTIME, "Whole seconds since the first event of the input.");
    fields
        .add(
            "evt.reltime.ns",
            RELTIME,
            "Nanoseconds since the first event of the input, within the second; printed with"
                + " leading zeros.")
        .flags(PADDED);
    fields.add(
        "evt.pluginname",
        CHARBUF,
        "Name of what provides the event source: k8saudit. Absent for system calls.");
    fields.add(
        "evt.plugininfo", CHARBUF, "A line that sums up the event. Absent for system calls.");
    fields.add("evt.source", CHARBUF, "Name of the event source: syscall, k8s_audit.");
    fields.add(
        "evt.is_async",
        BOOL,
        "True if the event was not caused by the observed system but made by a source: a container"
            + " that was seen, events that were lost.");
    fields.add(
        "evt.asynctype",
        CHARBUF,
        "Kind of an event for which evt.is_async is true: container. Absent for all others.");
    fields.add(
        "evt.hostname",
        CHARBUF,
        "Name of the machine that the event was recorded on. Absent where the recording does not"
            + " tell.");
    return fields.toFieldClass();
  }
}
