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
import io.falcoj.fields.table.FieldTable;

/** */
public final class ProcessFields {

  private ProcessFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("process", "", "", SYSCALL);
    fields.add("proc.exe", CHARBUF, "");
    fields.add("proc.pexe", CHARBUF, "");
    fields.add("proc.aexe", CHARBUF, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.exepath", CHARBUF, "");
    fields.add("proc.pexepath", CHARBUF, "");
    fields.add("proc.aexepath", CHARBUF, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.name", CHARBUF, "");
    fields.add("proc.pname", CHARBUF, "");
    fields.add("proc.aname", CHARBUF, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.args", CHARBUF, "").argument(OPTIONAL_OWN);
    fields.add("proc.aargs", CHARBUF, "").argument(OPTIONAL_OWN);
    fields.add("proc.cmdline", CHARBUF, "");
    fields.add("proc.pcmdline", CHARBUF, "");
    fields.add("proc.acmdline", CHARBUF, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.cmdnargs", UINT64, "");
    fields.add("proc.cmdlenargs", UINT64, "");
    fields.add("proc.exeline", CHARBUF, "");
    fields.add("proc.env", CHARBUF, "").argument(OPTIONAL_OWN);
    fields.add("proc.aenv", CHARBUF, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.cwd", CHARBUF, "");
    fields.add("proc.loginshellid", INT64, "");
    fields.add("proc.tty", UINT32, "");
    fields.add("proc.pid", INT64, "");
    fields.add("proc.ppid", INT64, "");
    fields.add("proc.apid", INT64, "").argument(OPTIONAL_OWN).flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER);
    fields.add("proc.vpid", INT64, "");
    fields.add("proc.pvpid", INT64, "");
    fields.add("proc.sid", INT64, "");
    fields.add("proc.sname", CHARBUF, "");
    fields.add("proc.sid.exe", CHARBUF, "");
    fields.add("proc.sid.exepath", CHARBUF, "");
    fields.add("proc.vpgid", INT64, "");
    fields.add("proc.vpgid.name", CHARBUF, "");
    fields.add("proc.vpgid.exe", CHARBUF, "");
    fields.add("proc.vpgid.exepath", CHARBUF, "");
    fields.add("proc.pgid", INT64, "");
    fields.add("proc.pgid.name", CHARBUF, "");
    fields.add("proc.pgid.exe", CHARBUF, "");
    fields.add("proc.pgid.exepath", CHARBUF, "");
    fields.add("proc.duration", RELTIME, "");
    fields.add("proc.ppid.duration", RELTIME, "");
    fields.add("proc.pid.ts", RELTIME, "");
    fields.add("proc.ppid.ts", RELTIME, "");
    fields.add("proc.is_exe_writable", BOOL, "");
    fields.add("proc.is_exe_upper_layer", BOOL, "");
    fields.add("proc.is_exe_lower_layer", BOOL, "");
    fields.add("proc.is_exe_from_memfd", BOOL, "");
    fields.add("proc.is_sid_leader", BOOL, "");
    fields.add("proc.is_vpgid_leader", BOOL, "");
    fields.add("proc.is_pgid_leader", BOOL, "");
    fields.add("proc.exe_ino", INT64, "");
    fields.add("proc.exe_ino.ctime", ABSTIME, "");
    fields.add("proc.exe_ino.mtime", ABSTIME, "");
    fields.add("proc.exe_ino.ctime_duration_proc_start", ABSTIME, "");
    fields.add("proc.exe_ino.ctime_duration_pidns_start", ABSTIME, "");
    fields.add("proc.pidns_init_start_ts", UINT64, "");
    fields.add("proc.fdopencount", UINT64, "");
    fields.add("proc.fdlimit", INT64, "");
    fields.add("proc.fdusage", DOUBLE, "");
    fields.add("proc.vmsize", UINT64, "");
    fields.add("proc.vmrss", UINT64, "");
    fields.add("proc.vmswap", UINT64, "");
    fields.add("proc.nthreads", UINT64, "");
    fields.add("proc.nchilds", UINT64, "");
    fields.add("proc.stdin.type", CHARBUF, "");
    fields.add("proc.stdout.type", CHARBUF, "");
    fields.add("proc.stderr.type", CHARBUF, "");
    fields.add("proc.stdin.name", CHARBUF, "");
    fields.add("proc.stdout.name", CHARBUF, "");
    fields.add("proc.stderr.name", CHARBUF, "");
    return fields.toFieldClass();
  }
}
