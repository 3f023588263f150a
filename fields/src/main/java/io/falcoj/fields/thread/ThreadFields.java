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

import io.falcoj.engine.BoundField;
import io.falcoj.engine.FieldArgument;
import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldDefinition;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.ArgumentCheck;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.sources.syscall.state.AsciiBuilder;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Class {@code thread}: fields {@code thread.*}. */
public final class ThreadFields {

  private ThreadFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("thread", "Threads", "The thread that made the system call.", SYSCALL);
    fields
        .add(
            "thread.cap_permitted",
            CHARBUF,
            "Names of the permitted capabilities, with blanks between them.")
        .reads(capabilities(thread -> thread.capPermitted()));
    fields
        .add(
            "thread.cap_inheritable",
            CHARBUF,
            "Names of the inheritable capabilities, with blanks between them.")
        .reads(capabilities(thread -> thread.capInheritable()));
    fields
        .add(
            "thread.cap_effective",
            CHARBUF,
            "Names of the effective capabilities, with blanks between them.")
        .reads(capabilities(thread -> thread.capEffective()));
    fields
        .add(
            "thread.pfmajor",
            UINT64,
            "Page faults since the thread started that had to read from disk.")
        .reads(ThreadReader.number(thread -> thread.majorFaults()));
    fields
        .add(
            "thread.pfminor",
            UINT64,
            "Page faults since the thread started that did not read from disk.")
        .reads(ThreadReader.number(thread -> thread.minorFaults()));
    fields
        .add("thread.tid", INT64, "Thread id, as the host sees it.")
        .reads((event, values) -> ThreadReader.addId(((SyscallEvent) event).threadId(), values));
    fields
        .add("thread.ismain", BOOL, "True if the thread is the main one of its process.")
        .reads(ThreadReader.condition(ThreadInfo::isMain));
    fields
        .add("thread.vtid", INT64, "Thread id, as the process itself sees it in its namespace.")
        .reads(ThreadReader.numberUnless(-1, thread -> thread.vtid()));
    fields
        .add("thread.nametid", CHARBUF, "Name of the process and id of the thread in one text.")
        .flags(HIDDEN)
        .reads(ThreadReader.reads(ThreadFields::addNameAndId));
    fields
        .add(
            "thread.exectime",
            RELTIME,
            "Nanoseconds of processor time since the thread was scheduled. Absent but for switch"
                + " events.")
        .reads((event, values) -> values.addLong(((SyscallEvent) event).execNanos()));
    fields
        .add(
            "thread.totexectime",
            RELTIME,
            "Nanoseconds of processor time since the input began. Absent but for switch events.")
        .reads(ThreadReader.number(thread -> thread.totalExecNanos()));
    fields
        .add(
            "thread.cgroups",
            CHARBUF,
            "All control groups of the thread as subsystem=path, with blanks between them.")
        .reads(ThreadReader.reads(ThreadFields::addControlGroups));
    fields
        .add(
            "thread.cgroup",
            CHARBUF,
            "Control group of the thread for one subsystem: thread.cgroup.cpuacct. Absent if it has"
                + " none.")
        .argument(REQUIRED_OWN, ArgumentCheck.WORD)
        .flags(DOTTED_ARGUMENT)
        .bound(ThreadFields::controlGroup);
    fields
        .add(
            "thread.cpu",
            DOUBLE,
            "Processor time of the thread in the last second, in percent. Absent but for statistics"
                + " events.")
        .reads(processorTime(true, true));
    fields
        .add(
            "thread.cpu.user",
            DOUBLE,
            "User time of the thread in the last second, in percent. Absent but for statistics"
                + " events.")
        .reads(processorTime(true, false));
    fields
        .add(
            "thread.cpu.system",
            DOUBLE,
            "System time of the thread in the last second, in percent. Absent but for statistics"
                + " events.")
        .reads(processorTime(false, true));
    fields
        .add(
            "thread.vmsize",
            UINT64,
            "Virtual memory in kilobytes for the main thread of a process; 0 for other threads.")
        .reads(ThreadReader.number(thread -> thread.isMain() ? thread.vmSizeKb() : 0));
    fields
        .add(
            "thread.vmrss",
            UINT64,
            "Resident memory in kilobytes for the main thread of a process; 0 for other threads.")
        .reads(ThreadReader.number(thread -> thread.isMain() ? thread.vmRssKb() : 0));
    fields
        .add(
            "thread.vmsize.b",
            UINT64,
            "Virtual memory in bytes for the main thread of a process; 0 for other threads.")
        .flags(HIDDEN)
        .reads(ThreadReader.number(thread -> thread.isMain() ? thread.vmSizeKb() << 10 : 0));
    fields
        .add(
            "thread.vmrss.b",
            UINT64,
            "Resident memory in bytes for the main thread of a process; 0 for other threads.")
        .flags(HIDDEN)
        .reads(ThreadReader.number(thread -> thread.isMain() ? thread.vmRssKb() << 10 : 0));
    return fields.toFieldClass();
  }

  private static FieldExtractor capabilities(ThreadReader.Number number) {
    return ThreadReader.reads(
        (event, thread, values) -> CapabilityNames.add(number.of(thread), values));
  }

  private static void addNameAndId(SyscallEvent event, ThreadInfo thread, Values values) {
    AsciiBuilder text = new AsciiBuilder().add(thread.comm()).addDecimal(event.threadId());
    values.addText(text.toBytes());
  }

  private static void addControlGroups(SyscallEvent event, ThreadInfo thread, Values values) {
    if (thread.cgroups().length > 0) {
      ThreadReader.addJoined(thread.cgroups(), values);
    }
  }

  /** The control group of one subsystem. */
  private static BoundField controlGroup(FieldDefinition definition, FieldArgument argument) {
    byte[] prefix = (argument.requiredText() + "=").getBytes(StandardCharsets.UTF_8);
    FieldExtractor extractor =
        ThreadReader.reads(
            (event, thread, values) -> {
              byte[] groups = thread.cgroups();
              int start = 0;
              while (start < groups.length) {
                int end = start;
                while (end < groups.length && groups[end] != 0) {
                  end++;
                }
                int value = start + prefix.length;
                if (value <= end && Arrays.equals(groups, start, value, prefix, 0, prefix.length)) {
                  values.addText(groups, value, end - value);
                  return;
                }
                start = end + 1;
              }
            });
    return new BoundField(definition, argument, definition.type(), definition.list(), extractor);
  }

  /** Processor time since the last statistics event of the thread, at most a hundred percent. */
  private static FieldExtractor processorTime(boolean user, boolean system) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          if (event.type().name().equals("procinfo")) {
            double spent =
                (user ? thread.cpuUserDelta() : 0) + (system ? thread.cpuSystemDelta() : 0);
            values.addDouble(Math.min(100, spent));
          }
        });
  }
}
