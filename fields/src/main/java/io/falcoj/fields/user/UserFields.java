// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.user;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** Class {@code user}: fields {@code user.*}. */
public final class UserFields {

  private UserFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "user",
            "Users",
            "The user that the process runs as, and the one that logged in.",
            SYSCALL);
    fields.add("user.uid", UINT32, "Number of the user that the process runs as.");
    fields.add(
        "user.name",
        CHARBUF,
        "Name of the user that the process runs as; <NA> if the number has no name.");
    fields.add("user.homedir", CHARBUF, "Home directory of the user. Absent if it is not known.");
    fields.add("user.shell", CHARBUF, "Login shell of the user. Absent if it is not known.");
    fields.add("user.loginuid", INT64, "Number of the user that logged in; -1 if nobody did.");
    fields.add(
        "user.loginname",
        CHARBUF,
        "Name of the user that logged in; <NA> if nobody did or the number has no name.");
    return fields.toFieldClass();
  }
}
