// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.group;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class GroupFields {

  private GroupFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("group", "", "", SYSCALL);
    fields.add("group.gid", UINT32, "");
    fields.add("group.name", CHARBUF, "");
    return fields.toFieldClass();
  }
}
