// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import static io.falcoj.engine.ArgumentRule.REQUIRED_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.DOTTED_ARGUMENT;
import static io.falcoj.engine.FieldDefinition.Flag.HIDDEN;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.DOUBLE;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.engine.FieldType.UINT64;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.ArgumentCheck;
import io.falcoj.fields.table.FieldTable;

/** Class {@code thread}: fields {@code thread.*}. */
public final class ThreadFields {

  private ThreadFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("thread", "Threads", "The thread that made the system call.", SYSCALL);
    fields.add(
        "thread.cap_permitted",
        CHARBUF,
        "Names of the permitted capabilities, with blanks between them.");
    fields.add(
        "thread.cap_inheritable",
        CHARBUF,
        "Names of the inheritable capabilities, with blanks between them.");
    fields.add(
        "thread.cap_effective",
        CHARBUF,
        "Names of the effective capabilities, with blanks between them.");
    fields.add(
        "thread.pfmajor",
        UINT64,
        "Page faults since the thread started that had to read from disk.");
    fields.add(
        "thread.pfminor",
        UINT64,
        "Page faults since the thread started that did not read from disk.");
    fields.add("thread.tid", INT64, "Thread id, as the host sees it.");
    fields.add("thread.ismain", BOOL, "True if the thread is the main one of its process.");
    fields.add("thread.vtid", INT64, "Thread id, as the process itself sees it in its namespace.");
    fields
        .add(
            "thread.nametid",
            CHARBUF,
            "Name of the process and id of the thread in one text. Always absent.")
        .flags(HIDDEN);
    fields.add(
        "thread.exectime",
        RELTIME,
        "Nanoseconds of processor time since the thread was scheduled. Absent but for switch"
            + " events.");
    fields.add(
        "thread.totexectime",
        RELTIME,
        "Nanoseconds of processor time since the input began. Absent but for switch events.");
    fields.add(
        "thread.cgroups",
        CHARBUF,
        "All control groups of the thread as subsystem=path, with blanks between them.");
    fields
        .add(
            "thread.cgroup",
            CHARBUF,
            "Control group of the thread for one subsystem: thread.cgroup.cpuacct. Absent if it has"
                + " none.")
        .argument(REQUIRED_OWN, ArgumentCheck.WORD)
        .flags(DOTTED_ARGUMENT);
    fields.add(
        "thread.cpu",
        DOUBLE,
        "Processor time of the thread in the last second, in percent. Absent but for statistics"
            + " events.");
    fields.add(
        "thread.cpu.user",
        DOUBLE,
        "User time of the thread in the last second, in percent. Absent but for statistics"
            + " events.");
    fields.add(
        "thread.cpu.system",
        DOUBLE,
        "System time of the thread in the last second, in percent. Absent but for statistics"
            + " events.");
    fields.add(
        "thread.vmsize",
        UINT64,
        "Virtual memory in kilobytes for the main thread of a process; 0 for other threads.");
    fields.add(
        "thread.vmrss",
        UINT64,
        "Resident memory in kilobytes for the main thread of a process; 0 for other threads.");
    fields
        .add(
            "thread.vmsize.b",
            UINT64,
            "Virtual memory in bytes for the main thread of a process; 0 for other threads.")
        .flags(HIDDEN);
    fields
        .add(
            "thread.vmrss.b",
            UINT64,
            "Resident memory in bytes for the main thread of a process; 0 for other threads.")
        .flags(HIDDEN);
    return fields.toFieldClass();
  }
}
