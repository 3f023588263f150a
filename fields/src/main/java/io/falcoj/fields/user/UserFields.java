// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.user;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.UINT32;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.fields.thread.ThreadReader;
import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Class {@code user}: fields {@code user.*}. */
public final class UserFields {

  private static final byte[] UNKNOWN = "<NA>".getBytes(StandardCharsets.US_ASCII);

  private UserFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "user",
            "Users",
            "The user that the process runs as, and the one that logged in.",
            SYSCALL);
    fields
        .add("user.uid", UINT32, "Number of the user that the process runs as.")
        .reads(ThreadReader.number(thread -> Integer.toUnsignedLong(thread.uid())));
    fields
        .add(
            "user.name",
            CHARBUF,
            "Name of the user that the process runs as; <NA> if the number has no name.")
        .reads(ThreadReader.reads(UserFields::addName));
    fields
        .add("user.homedir", CHARBUF, "Home directory of the user; <NA> if it is not known.")
        .reads(UserFields.of(UserTable.User::home));
    fields
        .add("user.shell", CHARBUF, "Login shell of the user; <NA> if it is not known.")
        .reads(UserFields.of(UserTable.User::shell));
    fields
        .add("user.loginuid", INT64, "Number of the user that logged in; -1 if nobody did.")
        .reads(ThreadReader.number(UserFields::loginUid));
    fields
        .add(
            "user.loginname",
            CHARBUF,
            "Name of the user that logged in; <NA> if nobody did or the number has no name.")
        .reads(ThreadReader.reads(UserFields::addLoginName));
    return fields.toFieldClass();
  }

  private static FieldExtractor of(Function<UserTable.User, byte[]> text) {
    return ThreadReader.reads(
        (event, thread, values) -> {
          UserTable.User user = event.state().users().user(thread.containerId(), thread.uid());
          values.addText(user == null ? UNKNOWN : text.apply(user));
        });
  }

  /** All bits set stand for nobody. */
  private static long loginUid(ThreadInfo thread) {
    return thread.loginUid() == -1 ? -1 : Integer.toUnsignedLong(thread.loginUid());
  }

  /** A container event tells of the user that the container runs as. */
  private static void addName(SyscallEvent event, ThreadInfo thread, Values values) {
    ContainerInfo container = event.toldContainer();
    if (container != null && container.user().length > 0) {
      values.addText(container.user());
      return;
    }
    addNameOf(event, thread, thread.uid(), values);
  }

  private static void addLoginName(SyscallEvent event, ThreadInfo thread, Values values) {
    addNameOf(event, thread, thread.loginUid(), values);
  }

  private static void addNameOf(SyscallEvent event, ThreadInfo thread, int uid, Values values) {
    UserTable.User user = event.state().users().user(thread.containerId(), uid);
    values.addText(user == null ? UNKNOWN : user.name());
  }
}
