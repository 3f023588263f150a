// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.proc;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.NO_FIELD_COMPARISON;
import static io.falcoj.engine.FieldDefinition.Flag.NO_TRANSFORMER;
import static io.falcoj.engine.FieldDefinition.Flag.SEARCH;
import static io.falcoj.engine.FieldType.ABSTIME;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.DOUBLE;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.RELTIME;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.engine.FieldType.UINT64;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.ArgumentCheck;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.ThreadInfo;

/** Class {@code process}: fields {@code proc.*}. */
public final class ProcessFields {

  private ProcessFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "process",
            "Processes",
            "The process that made the system call, its parent, its ancestors and its leaders.",
            SYSCALL);
    fields
        .add(
            "proc.exe",
            CHARBUF,
            "First word of the command line, argv[0], as the process was started with it.")
        .reads(ThreadReader.text(thread -> thread.exe()));
    fields
        .add("proc.pexe", CHARBUF, "The proc.exe of the parent. Absent if the parent is not known.")
        .reads(ProcessReader.parentText(parent -> parent.exe()));
    addAncestorField(fields, "proc.aexe", "proc.exe", thread -> thread.exe());
    fields
        .add(
            "proc.exepath",
            CHARBUF,
            "Absolute path of the executable file, symbolic links resolved.")
        .reads(ThreadReader.text(thread -> thread.exepath()));
    fields
        .add(
            "proc.pexepath",
            CHARBUF,
            "The proc.exepath of the parent. Absent if the parent is not known.")
        .reads(ProcessReader.parentText(parent -> parent.exepath()));
    addAncestorField(fields, "proc.aexepath", "proc.exepath", thread -> thread.exepath());
    fields
        .add(
            "proc.name",
            CHARBUF,
            "Name of the process as the kernel keeps it, at most 15 characters.")
        .reads(ThreadReader.text(thread -> thread.comm()));
    fields
        .add(
            "proc.pname",
            CHARBUF,
            "The proc.name of the parent. Absent if the parent is not known.")
        .reads(ProcessReader.parentText(parent -> parent.comm()));
    addAncestorField(fields, "proc.aname", "proc.name", thread -> thread.comm());
    fields
        .add(
            "proc.args",
            CHARBUF,
            "Arguments of the process without argv[0], with blanks between them; with an index, the"
                + " argument in that place from 0, empty if there is none.")
        .argument(OPTIONAL_OWN, ArgumentCheck.NUMBER)
        .bound(ProcessReader.args());
    fields
        .add(
            "proc.aargs",
            CHARBUF,
            "The proc.args of an ancestor. Index 0 is the process itself, 1 its parent, and so on;"
                + " absent if there is no such ancestor. Without index a condition looks at every"
                + " ancestor, and an output prints them all.")
        .argument(OPTIONAL_OWN, ArgumentCheck.NUMBER)
        .bound(Ancestors.joinedText(ThreadInfo::joinedArgs));
    fields
        .add("proc.cmdline", CHARBUF, "Name and arguments of the process: proc.name and proc.args.")
        .reads(ThreadReader.text(ThreadInfo::commandLine));
    fields
        .add(
            "proc.pcmdline",
            CHARBUF,
            "The proc.cmdline of the parent. Absent if the parent is not known.")
        .reads(ProcessReader.parentText(ThreadInfo::commandLine));
    addAncestorField(fields, "proc.acmdline", "proc.cmdline", ThreadInfo::commandLine);
    fields
        .add("proc.cmdnargs", UINT64, "Number of arguments of the process, argv[0] not counted.")
        .reads(ThreadReader.number(ProcessReader::argumentCount));
    fields
        .add(
            "proc.cmdlenargs",
            UINT64,
            "Length in characters of all arguments together, blanks between them not counted.")
        .reads(ThreadReader.number(ProcessReader::argumentLength));
    fields
        .add("proc.exeline", CHARBUF, "Command line of the process: proc.exe and proc.args.")
        .reads(ThreadReader.text(ThreadInfo::exeLine));
    fields
        .add(
            "proc.env",
            CHARBUF,
            "Environment of the process as NAME=value, with blanks between them; with a name as"
                + " argument, the value of that variable. Empty if the variable is not set.")
        .argument(OPTIONAL_OWN)
        .bound(ProcessEnvironment.own());
    fields
        .add(
            "proc.aenv",
            CHARBUF,
            "Environment of ancestors: with an index, the proc.env of that ancestor; with a name,"
                + " the value that the nearest ancestor has for it; without argument, a condition"
                + " looks at every ancestor.")
        .argument(OPTIONAL_OWN)
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .bound(ProcessEnvironment.ofAncestors());
    fields
        .add("proc.cwd", CHARBUF, "Current working directory of the process; ends with a slash.")
        .reads(ThreadReader.text(ThreadInfo::workingDirectory));
    fields
        .add(
            "proc.loginshellid",
            INT64,
            "Process id of the oldest shell among the ancestors. Absent if there is none.")
        .reads(ThreadReader.reads(ProcessReader::addLoginShell));
    fields
        .add(
            "proc.tty",
            UINT32,
            "Controlling terminal of the process as a device number; 0 if it has none.")
        .reads(ThreadReader.number(thread -> Integer.toUnsignedLong(thread.tty())));
    fields
        .add("proc.pid", INT64, "Process id, as the host sees it.")
        .reads(
            ThreadReader.reads(
                (event, thread, values) -> ThreadReader.addId(thread.pid(), values)));
    fields
        .add("proc.ppid", INT64, "Process id of the parent, as the host sees it.")
        .reads(
            ProcessReader.ofParent(
                (event, parent, values) -> ThreadReader.addId(parent.pid(), values)));
    fields
        .add(
            "proc.apid",
            INT64,
            "The proc.pid of an ancestor. Index 0 is the process itself, 1 its parent, and so on;"
                + " absent if there is no such ancestor. Without index a condition looks at every"
                + " ancestor, and an output prints the process itself.")
        .argument(OPTIONAL_OWN, ArgumentCheck.NUMBER)
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .bound(Ancestors.pid());
    fields
        .add("proc.vpid", INT64, "Process id, as the process itself sees it in its namespace.")
        .reads(ThreadReader.numberUnless(-1, thread -> thread.vpid()));
    fields
        .add(
            "proc.pvpid",
            INT64,
            "Process id of the parent, as the parent itself sees it. Absent if the parent is not"
                + " known.")
        .reads(ProcessReader.starterNumber(starter -> starter.vpid()));
    fields
        .add("proc.sid", INT64, "Id of the session of the process.")
        .reads(ThreadReader.number(thread -> thread.sid()));
    fields
        .add(
            "proc.sname",
            CHARBUF,
            "The proc.name of the leader of the session, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.sid(), true, thread -> thread.comm()));
    fields
        .add(
            "proc.sid.exe",
            CHARBUF,
            "The proc.exe of the leader of the session, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.sid(), true, thread -> thread.exe()));
    fields
        .add(
            "proc.sid.exepath",
            CHARBUF,
            "The proc.exepath of the leader of the session, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.sid(), true, thread -> thread.exepath()));
    fields
        .add(
            "proc.vpgid",
            INT64,
            "Id of the process group, as the process itself sees it in its namespace.")
        .reads(ThreadReader.number(thread -> thread.vpgid()));
    fields
        .add(
            "proc.vpgid.name",
            CHARBUF,
            "The proc.name of the leader of the group proc.vpgid, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.vpgid(), true, thread -> thread.comm()));
    fields
        .add(
            "proc.vpgid.exe",
            CHARBUF,
            "The proc.exe of the leader of the group proc.vpgid, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.vpgid(), true, thread -> thread.exe()));
    fields
        .add(
            "proc.vpgid.exepath",
            CHARBUF,
            "The proc.exepath of the leader of the group proc.vpgid, or of the oldest ancestor in"
                + " it.")
        .reads(
            ProcessReader.leaderText(thread -> thread.vpgid(), true, thread -> thread.exepath()));
    fields
        .add("proc.pgid", INT64, "Id of the process group, as the host sees it.")
        .reads(ThreadReader.number(thread -> thread.pgid()));
    fields
        .add(
            "proc.pgid.name",
            CHARBUF,
            "The proc.name of the leader of the group proc.pgid, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.pgid(), false, thread -> thread.comm()));
    fields
        .add(
            "proc.pgid.exe",
            CHARBUF,
            "The proc.exe of the leader of the group proc.pgid, or of the oldest ancestor in it.")
        .reads(ProcessReader.leaderText(thread -> thread.pgid(), false, thread -> thread.exe()));
    fields
        .add(
            "proc.pgid.exepath",
            CHARBUF,
            "The proc.exepath of the leader of the group proc.pgid, or of the oldest ancestor in"
                + " it.")
        .reads(
            ProcessReader.leaderText(thread -> thread.pgid(), false, thread -> thread.exepath()));
    fields
        .add(
            "proc.duration",
            RELTIME,
            "Nanoseconds since the process started. Absent if its start is not known.")
        .reads(ThreadReader.reads(ProcessReader::addAge));
    fields
        .add(
            "proc.ppid.duration",
            RELTIME,
            "Nanoseconds since the parent started. As in Falco, where its start is not known: how"
                + " many descriptors the process has open. Absent if there is no parent.")
        .reads(ThreadReader.reads(ProcessReader::addParentAge));
    fields
        .add("proc.pid.ts", RELTIME, "When the process started, in nanoseconds since the epoch.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.cloneNanos()));
    fields
        .add(
            "proc.ppid.ts",
            RELTIME,
            "When the parent started, in nanoseconds since the epoch. Absent if the parent is not"
                + " known.")
        .reads(ProcessReader.starterNumber(starter -> starter.cloneNanos()));
    fields
        .add(
            "proc.is_exe_writable",
            BOOL,
            "True if the user that started the process may write its executable file.")
        .reads(ThreadReader.condition(thread -> thread.isExeWritable()));
    fields
        .add(
            "proc.is_exe_upper_layer",
            BOOL,
            "True if the executable file is in the upper layer of an overlay file system: it came"
                + " after the image.")
        .reads(ThreadReader.condition(thread -> thread.isExeUpperLayer()));
    fields
        .add(
            "proc.is_exe_lower_layer",
            BOOL,
            "True if the executable file is in the lower layer of an overlay file system: it came"
                + " with the image.")
        .reads(ThreadReader.condition(thread -> thread.isExeLowerLayer()));
    fields
        .add(
            "proc.is_exe_from_memfd",
            BOOL,
            "True if the executable file exists in memory only, made by memfd_create.")
        .reads(ThreadReader.condition(thread -> thread.isExeFromMemfd()));
    fields
        .add(
            "proc.is_sid_leader",
            BOOL,
            "True if the process leads its session: proc.sid equals proc.vpid.")
        .reads(ThreadReader.condition(thread -> thread.sid() == thread.vpid()));
    fields
        .add(
            "proc.is_vpgid_leader",
            BOOL,
            "True if the process leads its group: proc.vpgid equals proc.vpid.")
        .reads(ThreadReader.condition(thread -> thread.vpgid() == thread.vpid()));
    fields
        .add(
            "proc.is_pgid_leader",
            BOOL,
            "True if the process leads its group: proc.pgid equals proc.pid.")
        .reads(ThreadReader.condition(thread -> thread.pgid() == thread.pid()));
    fields
        .add("proc.exe_ino", INT64, "Inode number of the executable file; see fd.ino.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.exeInode()));
    fields
        .add(
            "proc.exe_ino.ctime",
            ABSTIME,
            "When the inode of the executable file last changed, in nanoseconds since the epoch.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.exeInodeChangeNanos()));
    fields
        .add(
            "proc.exe_ino.mtime",
            ABSTIME,
            "When the content of the executable file last changed, in nanoseconds since the epoch.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.exeInodeModificationNanos()));
    fields
        .add(
            "proc.exe_ino.ctime_duration_proc_start",
            ABSTIME,
            "Nanoseconds from proc.exe_ino.ctime to the start of the process. Absent if the process"
                + " is older.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.exeInodeChangeToCloneNanos()));
    fields
        .add(
            "proc.exe_ino.ctime_duration_pidns_start",
            ABSTIME,
            "Nanoseconds from the start of the process namespace to proc.exe_ino.ctime. Absent if"
                + " the file is older.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.exeInodeChangeToPidNamespaceNanos()));
    fields
        .add(
            "proc.pidns_init_start_ts",
            UINT64,
            "When the process namespace started, in nanoseconds since the epoch.")
        .reads(ThreadReader.numberUnless(0, thread -> thread.pidNamespaceStartNanos()));
    fields
        .add("proc.fdopencount", UINT64, "How many descriptors the process has open.")
        .reads(ThreadReader.number(ProcessReader::openDescriptors));
    fields
        .add("proc.fdlimit", INT64, "Most descriptors that the process may have open.")
        .reads(ThreadReader.number(ProcessReader::descriptorLimit));
    fields
        .add("proc.fdusage", DOUBLE, "Open descriptors as a percentage of proc.fdlimit.")
        .reads(
            ThreadReader.reads(
                (event, thread, values) ->
                    values.addDouble(ProcessReader.descriptorUsage(thread))));
    fields
        .add("proc.vmsize", UINT64, "Virtual memory of the process in kilobytes.")
        .reads(ThreadReader.number(thread -> thread.vmSizeKb()));
    fields
        .add("proc.vmrss", UINT64, "Resident memory of the process in kilobytes.")
        .reads(ThreadReader.number(thread -> thread.vmRssKb()));
    fields
        .add("proc.vmswap", UINT64, "Memory of the process, in kilobytes, that was moved to disk.")
        .reads(ThreadReader.number(thread -> thread.vmSwapKb()));
    fields
        .add(
            "proc.nthreads",
            UINT64,
            "Number of living threads of the process, the main one included.")
        .reads(ThreadReader.number(ThreadInfo::threadCount));
    fields
        .add(
            "proc.nchilds",
            UINT64,
            "Number of living threads of the process, the main one not included.")
        .reads(ThreadReader.number(ProcessReader::otherThreads));
    fields
        .add(
            "proc.stdin.type",
            CHARBUF,
            "Type of descriptor 0 of the process, as in fd.type. Absent if it is not open.")
        .reads(ProcessReader.descriptorType(0));
    fields
        .add(
            "proc.stdout.type",
            CHARBUF,
            "Type of descriptor 1 of the process, as in fd.type. Absent if it is not open.")
        .reads(ProcessReader.descriptorType(1));
    fields
        .add(
            "proc.stderr.type",
            CHARBUF,
            "Type of descriptor 2 of the process, as in fd.type. Absent if it is not open.")
        .reads(ProcessReader.descriptorType(2));
    fields
        .add(
            "proc.stdin.name",
            CHARBUF,
            "Name of descriptor 0 of the process, as in fd.name. Absent if it is not open.")
        .reads(ProcessReader.descriptorName(0));
    fields
        .add(
            "proc.stdout.name",
            CHARBUF,
            "Name of descriptor 1 of the process, as in fd.name. Absent if it is not open.")
        .reads(ProcessReader.descriptorName(1));
    fields
        .add(
            "proc.stderr.name",
            CHARBUF,
            "Name of descriptor 2 of the process, as in fd.name. Absent if it is not open.")
        .reads(ProcessReader.descriptorName(2));
    return fields.toFieldClass();
  }

  /** Adds a field that reads {@code of} from the ancestors of the process. */
  private static void addAncestorField(
      FieldTable fields, String name, String of, ThreadReader.Text text) {
    fields
        .add(
            name,
            CHARBUF,
            "The "
                + of
                + " of an ancestor: index 0 is the process itself, 1 its parent, and so on. Absent"
                + " if there is no such ancestor. Without index a condition looks at every"
                + " ancestor, and an output prints them all.")
        .argument(OPTIONAL_OWN, ArgumentCheck.NUMBER)
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .bound(Ancestors.text(text));
  }
}
