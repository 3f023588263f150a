// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.FieldTable;

/** Class {@code fdlist}: fields {@code fdlist.*}. */
public final class FdListFields {

  private FdListFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "fdlist",
            "Lists of file descriptors",
            "The file descriptors that a poll event waits for.",
            SYSCALL);
    fields
        .add(
            "fdlist.nums",
            CHARBUF,
            "Numbers of the descriptors that a poll event waits for, with commas between them."
                + " Absent for other events.")
        .reads(PolledFds.joined(PolledFds::number));
    fields
        .add(
            "fdlist.names",
            CHARBUF,
            "Names of the descriptors that a poll event waits for, with commas between them. Absent"
                + " for other events.")
        .reads(PolledFds.joined(PolledFds::name));
    fields
        .add(
            "fdlist.cips",
            CHARBUF,
            "Addresses of the clients that a poll event waits for, with commas between them. Absent"
                + " for other events.")
        .reads(PolledFds.joined(PolledFds::clientAddress));
    fields
        .add(
            "fdlist.sips",
            CHARBUF,
            "Addresses of the servers that a poll event waits for, with commas between them. Absent"
                + " for other events.")
        .reads(PolledFds.joined(PolledFds::serverAddress));
    fields
        .add(
            "fdlist.cports",
            CHARBUF,
            "Ports of the clients that a poll event waits for, with commas between them. Absent for"
                + " other events.")
        .reads(PolledFds.joined(PolledFds::clientPort));
    fields
        .add(
            "fdlist.sports",
            CHARBUF,
            "Ports of the servers that a poll event waits for, with commas between them. Absent for"
                + " other events.")
        .reads(PolledFds.joined(PolledFds::serverPort));
    return fields.toFieldClass();
  }
}
