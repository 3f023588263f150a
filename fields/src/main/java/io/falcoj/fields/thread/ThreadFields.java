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
import io.falcoj.fields.table.FieldTable;

/** */
public final class ThreadFields {

  private ThreadFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("thread", "", "", SYSCALL);
    fields.add("thread.cap_permitted", CHARBUF, "");
    fields.add("thread.cap_inheritable", CHARBUF, "");
    fields.add("thread.cap_effective", CHARBUF, "");
    fields.add("thread.pfmajor", UINT64, "");
    fields.add("thread.pfminor", UINT64, "");
    fields.add("thread.tid", INT64, "");
    fields.add("thread.ismain", BOOL, "");
    fields.add("thread.vtid", INT64, "");
    fields.add("thread.nametid", CHARBUF, "").flags(HIDDEN);
    fields.add("thread.exectime", RELTIME, "");
    fields.add("thread.totexectime", RELTIME, "");
    fields.add("thread.cgroups", CHARBUF, "");
    fields.add("thread.cgroup", CHARBUF, "").argument(REQUIRED_OWN).flags(DOTTED_ARGUMENT);
    fields.add("thread.cpu", DOUBLE, "");
    fields.add("thread.cpu.user", DOUBLE, "");
    fields.add("thread.cpu.system", DOUBLE, "");
    fields.add("thread.vmsize", UINT64, "");
    fields.add("thread.vmrss", UINT64, "");
    fields.add("thread.vmsize.b", UINT64, "").flags(HIDDEN);
    fields.add("thread.vmrss.b", UINT64, "").flags(HIDDEN);
    return fields.toFieldClass();
  }
}
