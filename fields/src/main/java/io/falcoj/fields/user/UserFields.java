// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.user;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** */
public final class UserFields {

  private UserFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields = new FieldTable("user", "", "", SYSCALL);
    fields.add("user.uid", UINT32, "");
    fields.add("user.name", CHARBUF, "");
    fields.add("user.homedir", CHARBUF, "");
    fields.add("user.shell", CHARBUF, "");
    fields.add("user.loginuid", INT64, "");
    fields.add("user.loginname", CHARBUF, "");
    return fields.toFieldClass();
  }
}
