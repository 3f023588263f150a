// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.group;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** Class {@code group}: fields {@code group.*}. */
public final class GroupFields {

  private GroupFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("group", "Groups", "The group that the process runs as.", SYSCALL);
    fields.add("group.gid", UINT32, "Number of the group that the process runs as.");
    fields.add(
        "group.name",
        CHARBUF,
        "Name of the group that the process runs as. Absent if the number has no name.");
    return fields.toFieldClass();
  }
}
