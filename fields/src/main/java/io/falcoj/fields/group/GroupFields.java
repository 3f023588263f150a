// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.group;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.nio.charset.StandardCharsets;

/** Class {@code group}: fields {@code group.*}. */
public final class GroupFields {

  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  private GroupFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable("group", "Groups", "The group that the process runs as.", SYSCALL);
    fields
        .add("group.gid", UINT32, "Number of the group that the process runs as.")
        .reads(ThreadReader.number(thread -> Integer.toUnsignedLong(thread.gid())));
    fields
        .add(
            "group.name",
            CHARBUF,
            "Name of the group that the process runs as; <NA> if the number has no name.")
        .reads(ThreadReader.reads(GroupFields::addName));
    return fields.toFieldClass();
  }

  private static void addName(SyscallEvent event, ThreadInfo thread, Values values) {
    UserTable.Group group = event.state().users().group(thread.containerId(), thread.gid());
    byte[] name = group == null ? UNKNOWN : group.name();
    values.addText(name);
  }
}
