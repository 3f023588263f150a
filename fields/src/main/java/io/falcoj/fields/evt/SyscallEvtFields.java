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
import io.falcoj.fields.table.FieldTable;

/** */
public final class SyscallEvtFields {

  private SyscallEvtFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("evt", "", "", SYSCALL);
    fields.add("evt.latency", RELTIME, "").flags(HIDDEN).deprecated("");
    fields.add("evt.latency.s", RELTIME, "").flags(HIDDEN).deprecated("");
    fields.add("evt.latency.ns", RELTIME, "").flags(HIDDEN, PADDED).deprecated("");
    fields.add("evt.latency.quantized", UINT64, "").flags(HIDDEN).deprecated("");
    fields.add("evt.latency.human", CHARBUF, "").flags(HIDDEN).deprecated("");
    fields.add("evt.deltatime", RELTIME, "");
    fields.add("evt.deltatime.s", RELTIME, "");
    fields.add("evt.deltatime.ns", RELTIME, "").flags(PADDED);
    fields.add("evt.outputtime", CHARBUF, "").flags(PRINT_ONLY);
    fields.add("evt.dir", CHARBUF, "").flags(HIDDEN).deprecated("");
    fields.add("evt.type", CHARBUF, "");
    fields.add("evt.type.is", UINT32, "").argument(REQUIRED_OWN).flags(DOTTED_ARGUMENT);
    fields.add("syscall.type", CHARBUF, "");
    fields.add("evt.category", CHARBUF, "");
    fields.add("evt.cpu", INT16, "");
    fields.add("evt.args", CHARBUF, "");
    fields.add("evt.arg", CHARBUF, "").argument(REQUIRED_OWN).flags(DOTTED_ARGUMENT);
    fields.add("evt.rawarg", DYNAMIC, "").argument(REQUIRED_OWN).flags(NO_FIELD_COMPARISON, NO_TRANSFORMER, DOTTED_ARGUMENT);
    fields.add("evt.info", CHARBUF, "");
    fields.add("evt.buffer", BYTEBUF, "");
    fields.add("evt.buflen", UINT64, "");
    fields.add("evt.res", CHARBUF, "");
    fields.add("evt.rawres", INT64, "");
    fields.add("evt.failed", BOOL, "");
    fields.add("evt.is_io", BOOL, "");
    fields.add("evt.is_io_read", BOOL, "");
    fields.add("evt.is_io_write", BOOL, "");
    fields.add("evt.io_dir", CHARBUF, "");
    fields.add("evt.is_wait", BOOL, "");
    fields.add("evt.wait_latency", RELTIME, "").flags(HIDDEN).deprecated("");
    fields.add("evt.is_syslog", BOOL, "");
    fields.add("evt.count", UINT32, "");
    fields.add("evt.count.error", UINT32, "");
    fields.add("evt.count.error.file", UINT32, "");
    fields.add("evt.count.error.net", UINT32, "");
    fields.add("evt.count.error.memory", UINT32, "");
    fields.add("evt.count.error.other", UINT32, "");
    fields.add("evt.count.exit", UINT32, "");
    fields.add("evt.count.procinfo", UINT32, "").flags(HIDDEN);
    fields.add("evt.count.threadinfo", UINT32, "").flags(HIDDEN);
    fields.add("evt.around", UINT64, "").argument(REQUIRED_OWN).flags(FILTER_ONLY, NO_FIELD_COMPARISON);
    fields.add("evt.abspath", CHARBUF, "").argument(REQUIRED_OWN).flags(DOTTED_ARGUMENT);
    fields.add("evt.buflen.in", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.out", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.file", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.file.in", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.file.out", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.net", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.net.in", UINT64, "").flags(HIDDEN);
    fields.add("evt.buflen.net.out", UINT64, "").flags(HIDDEN);
    fields.add("evt.is_open_read", BOOL, "");
    fields.add("evt.is_open_write", BOOL, "");
    fields.add("evt.infra.docker.name", CHARBUF, "").flags(HIDDEN);
    fields.add("evt.infra.docker.container.id", CHARBUF, "").flags(HIDDEN);
    fields.add("evt.infra.docker.container.name", CHARBUF, "").flags(HIDDEN);
    fields.add("evt.infra.docker.container.image", CHARBUF, "").flags(HIDDEN);
    fields.add("evt.is_open_exec", BOOL, "");
    fields.add("evt.is_open_create", BOOL, "");
    return fields.toFieldClass();
  }
}
