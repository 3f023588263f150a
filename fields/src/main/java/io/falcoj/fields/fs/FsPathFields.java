// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.fs.PathReader.Which;
import io.falcoj.fields.table.FieldTable;

/** Class {@code fs.path}: fields {@code fs.path.*}. */
public final class FsPathFields {

  private FsPathFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "fs.path", "Paths", "The paths that a system call on the file system names.", SYSCALL);
    fields
        .add(
            "fs.path.name",
            CHARBUF,
            "Path that the call works on, absolute. Absent for calls without one.")
        .reads(new PathReader(Which.PATH, true));
    fields
        .add(
            "fs.path.nameraw",
            CHARBUF,
            "Path that the call works on, as the call gave it. Absent for calls without one.")
        .reads(new PathReader(Which.PATH, false));
    fields
        .add(
            "fs.path.source",
            CHARBUF,
            "Path that the call works from, absolute: the old name of a rename. Absent for calls"
                + " without one.")
        .reads(new PathReader(Which.SOURCE, true));
    fields
        .add(
            "fs.path.sourceraw",
            CHARBUF,
            "Path that the call works from, as the call gave it. Absent for calls without one.")
        .reads(new PathReader(Which.SOURCE, false));
    fields
        .add(
            "fs.path.target",
            CHARBUF,
            "Path that the call works to, absolute: the new name of a rename. Absent for calls"
                + " without one.")
        .reads(new PathReader(Which.TARGET, true));
    fields
        .add(
            "fs.path.targetraw",
            CHARBUF,
            "Path that the call works to, as the call gave it. Absent for calls without one.")
        .reads(new PathReader(Which.TARGET, false));
    return fields.toFieldClass();
  }
}
