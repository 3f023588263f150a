// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class FdListFields {

  private FdListFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("fdlist", "", "", SYSCALL);
    fields.add("fdlist.nums", CHARBUF, "");
    fields.add("fdlist.names", CHARBUF, "");
    fields.add("fdlist.cips", CHARBUF, "");
    fields.add("fdlist.sips", CHARBUF, "");
    fields.add("fdlist.cports", CHARBUF, "");
    fields.add("fdlist.sports", CHARBUF, "");
    return fields.toFieldClass();
  }
}
