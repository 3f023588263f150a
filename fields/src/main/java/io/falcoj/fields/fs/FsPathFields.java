// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fs;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class FsPathFields {

  private FsPathFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("fs.path", "", "", SYSCALL);
    fields.add("fs.path.name", CHARBUF, "");
    fields.add("fs.path.nameraw", CHARBUF, "");
    fields.add("fs.path.source", CHARBUF, "");
    fields.add("fs.path.sourceraw", CHARBUF, "");
    fields.add("fs.path.target", CHARBUF, "");
    fields.add("fs.path.targetraw", CHARBUF, "");
    return fields.toFieldClass();
  }
}
