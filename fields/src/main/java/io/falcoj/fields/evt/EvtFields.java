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

/** */
public final class EvtFields {

  private EvtFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("evt", "", "", K8S_AUDIT, SYSCALL);
    fields.add("evt.num", UINT64, "");
    fields.add("evt.time", CHARBUF, "");
    fields.add("evt.time.s", CHARBUF, "");
    fields.add("evt.time.iso8601", CHARBUF, "");
    fields.add("evt.datetime", CHARBUF, "");
    fields.add("evt.datetime.s", CHARBUF, "");
    fields.add("evt.rawtime", ABSTIME, "");
    fields.add("evt.rawtime.s", ABSTIME, "");
    fields.add("evt.rawtime.ns", ABSTIME, "").flags(PADDED);
    fields.add("evt.reltime", RELTIME, "").flags(PADDED);
    fields.add("evt.reltime.s", RELTIME, "");
    fields.add("evt.reltime.ns", RELTIME, "").flags(PADDED);
    fields.add("evt.pluginname", CHARBUF, "");
    fields.add("evt.plugininfo", CHARBUF, "");
    fields.add("evt.source", CHARBUF, "");
    fields.add("evt.is_async", BOOL, "");
    fields.add("evt.asynctype", CHARBUF, "");
    fields.add("evt.hostname", CHARBUF, "");
    return fields.toFieldClass();
  }
}
