// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.fd;

import static io.falcoj.engine.ArgumentRule.OPTIONAL_OWN;
import static io.falcoj.engine.FieldDefinition.Flag.FILTER_ONLY;
import static io.falcoj.engine.FieldDefinition.Flag.HEX;
import static io.falcoj.engine.FieldDefinition.Flag.NO_FIELD_COMPARISON;
import static io.falcoj.engine.FieldDefinition.Flag.NO_TRANSFORMER;
import static io.falcoj.engine.FieldDefinition.Flag.SEARCH;
import static io.falcoj.engine.FieldType.BOOL;
import static io.falcoj.engine.FieldType.CHARBUF;
import static io.falcoj.engine.FieldType.INT32;
import static io.falcoj.engine.FieldType.INT64;
import static io.falcoj.engine.FieldType.IPADDR;
import static io.falcoj.engine.FieldType.IPNET;
import static io.falcoj.engine.FieldType.PORT;
import static io.falcoj.fields.table.FieldTable.SYSCALL;

import io.falcoj.engine.FieldClass;
import io.falcoj.fields.table.ArgumentCheck;
import io.falcoj.fields.table.FieldTable;
import io.falcoj.sources.syscall.state.FdInfo;

/** Class {@code fd}: fields {@code fd.*}. */
public final class FdFields {

  private FdFields() {}

  /** The class. */
  public static FieldClass fieldClass() {
    FieldTable fields =
        new FieldTable(
            "fd",
            "File descriptors",
            "The file descriptor that the system call works on: a file, a socket, a pipe.",
            SYSCALL);
    fields
        .add("fd.num", INT64, "Number of the descriptor.")
        .reads(FdReader.readsEvent(FdReader::addNumber));
    fields
        .add(
            "fd.type",
            CHARBUF,
            "What the descriptor is: file, directory, ipv4, ipv6, unix, pipe, event, signalfd,"
                + " eventpoll, inotify, bpf, userfaultfd, io_uring, memfd.")
        .reads(FdReader.reads(FdReader::addType));
    fields
        .add(
            "fd.typechar",
            CHARBUF,
            "What the descriptor is, as one character: f file, 4 and 6 for sockets, u unix, p pipe,"
                + " and so on; o if it is not known.")
        .reads(FdReader.readsEvent(FdReader::addTypeLetter));
    fields
        .add("fd.name", CHARBUF, "Path of a file; for a socket its two ends as client->server.")
        .reads(FdReader.readsEvent(FdReader::addName));
    fields
        .add("fd.directory", CHARBUF, "Directory of a file. Absent for other descriptors.")
        .reads(FdReader.readsEvent(FdReader::addDirectory));
    fields
        .add(
            "fd.filename",
            CHARBUF,
            "Name of a file without its directory. Absent for other descriptors.")
        .reads(FdReader.reads(FdReader::addFilename));
    fields
        .add(
            "fd.ip",
            IPADDR,
            "Address of one end of a connection. A condition looks at both ends. Absent for other"
                + " descriptors.")
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .conditionsOnly()
        .reads(ConnectionEnd.addresses());
    fields
        .add("fd.cip", IPADDR, "Address of the client. Absent for other descriptors.")
        .reads(ConnectionEnd.CLIENT.address());
    fields
        .add("fd.sip", IPADDR, "Address of the server. Absent for other descriptors.")
        .reads(ConnectionEnd.SERVER.address());
    fields
        .add("fd.lip", IPADDR, "Address of the local end. Absent for other descriptors.")
        .reads(ConnectionEnd.LOCAL.address());
    fields
        .add("fd.rip", IPADDR, "Address of the remote end. Absent for other descriptors.")
        .reads(ConnectionEnd.REMOTE.address());
    fields
        .add(
            "fd.port",
            PORT,
            "Port of one end of a connection. A condition looks at both ends. Absent for other"
                + " descriptors.")
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .conditionsOnly()
        .reads(ConnectionEnd.ports());
    fields
        .add("fd.cport", PORT, "Port of the client. Absent for other descriptors.")
        .reads(ConnectionEnd.CLIENT.port());
    fields
        .add("fd.sport", PORT, "Port of the server. Absent for other descriptors.")
        .reads(ConnectionEnd.SERVER.port());
    fields
        .add("fd.lport", PORT, "Port of the local end. Absent for other descriptors.")
        .reads(ConnectionEnd.LOCAL.port());
    fields
        .add("fd.rport", PORT, "Port of the remote end. Absent for other descriptors.")
        .reads(ConnectionEnd.REMOTE.port());
    fields
        .add(
            "fd.l4proto",
            CHARBUF,
            "Transport protocol of a socket: tcp, udp, icmp, raw; <NA> if it is another. Absent for"
                + " other descriptors.")
        .reads(FdReader.reads(FdReader::addTransport));
    fields
        .add(
            "fd.sockfamily",
            CHARBUF,
            "Family of a socket: ip or unix. Absent for other descriptors.")
        .reads(FdReader.reads(FdReader::addFamily));
    fields
        .add("fd.is_server", BOOL, "True if the process is the server of the connection.")
        .reads(FdReader.reads(ConnectionEnd::addIsServer));
    fields
        .add("fd.uid", CHARBUF, "Thread id and descriptor number in one text, unique in an input.")
        .reads(FdReader.readsEvent(FdReader::addUid));
    fields
        .add("fd.containername", CHARBUF, "Container id and fd.name, joined by a colon.")
        .reads(FdReader.readsEvent(FdReader::addContainerName));
    fields
        .add(
            "fd.containerdirectory",
            CHARBUF,
            "Container id and fd.directory, joined by a colon. Absent for other descriptors.")
        .reads(FdReader.readsEvent(FdReader::addContainerDirectory));
    fields
        .add(
            "fd.proto",
            PORT,
            "Protocol of one end of a connection, by port or by the name of its service. A"
                + " condition looks at both ends. Absent for other descriptors.")
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .conditionsOnly()
        .reads(ConnectionEnd.ports());
    fields
        .add(
            "fd.cproto",
            CHARBUF,
            "Name of the service at the port of the client; the number if it has none. Absent for"
                + " other descriptors.")
        .reads(ConnectionEnd.CLIENT.protocol());
    fields
        .add(
            "fd.sproto",
            CHARBUF,
            "Name of the service at the port of the server; the number if it has none. Absent for"
                + " other descriptors.")
        .reads(ConnectionEnd.SERVER.protocol());
    fields
        .add("fd.lproto", CHARBUF, "Port of the local end as text. Absent for other descriptors.")
        .reads(ConnectionEnd.LOCAL.protocol());
    fields
        .add("fd.rproto", CHARBUF, "Port of the remote end as text. Absent for other descriptors.")
        .reads(ConnectionEnd.REMOTE.protocol());
    fields
        .add(
            "fd.net",
            IPNET,
            "Network that one end of a connection is in: fd.net = 10.0.0.0/8. A condition looks at"
                + " both ends. Absent for other descriptors.")
        .flags(SEARCH, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .conditionsOnly()
        .reads(ConnectionEnd.addresses());
    fields
        .add("fd.cnet", IPNET, "Network that the client is in. Absent for other descriptors.")
        .flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(ConnectionEnd.CLIENT.address());
    fields
        .add("fd.snet", IPNET, "Network that the server is in. Absent for other descriptors.")
        .flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(ConnectionEnd.SERVER.address());
    fields
        .add("fd.lnet", IPNET, "Network that the local end is in. Absent for other descriptors.")
        .flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(ConnectionEnd.LOCAL.address());
    fields
        .add("fd.rnet", IPNET, "Network that the remote end is in. Absent for other descriptors.")
        .flags(FILTER_ONLY, NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(ConnectionEnd.REMOTE.address());
    fields
        .add("fd.connected", BOOL, "True if the socket is connected. Absent for other descriptors.")
        .reads(FdReader.condition(fd -> fd.isConnected()));
    fields
        .add(
            "fd.name_changed",
            BOOL,
            "True if the event gave the descriptor another name: the first datagram to another"
                + " address.")
        .reads(FdReader.reads(FdReader::addNameChanged));
    fields
        .add(
            "fd.cip.name",
            CHARBUF,
            "Domain name of the address of the client. Absent unless it was looked up.")
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(FdReader.NOT_LOOKED_UP);
    fields
        .add(
            "fd.sip.name",
            CHARBUF,
            "Domain name of the address of the server. Absent unless it was looked up.")
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(FdReader.NOT_LOOKED_UP);
    fields
        .add(
            "fd.lip.name",
            CHARBUF,
            "Domain name of the address of the local end. Absent unless it was looked up.")
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(FdReader.NOT_LOOKED_UP);
    fields
        .add(
            "fd.rip.name",
            CHARBUF,
            "Domain name of the address of the remote end. Absent unless it was looked up.")
        .flags(NO_FIELD_COMPARISON, NO_TRANSFORMER)
        .reads(FdReader.NOT_LOOKED_UP);
    fields
        .add(
            "fd.dev",
            INT32,
            "Number of the device that holds the file, major and minor in one; printed as"
                + " hexadecimal.")
        .flags(HEX)
        .reads(FdReader.number(fd -> fd.device()));
    fields
        .add("fd.dev.major", INT32, "Major number of the device that holds the file.")
        .reads(FdReader.number(FdInfo::deviceMajor));
    fields
        .add("fd.dev.minor", INT32, "Minor number of the device that holds the file.")
        .reads(FdReader.number(FdInfo::deviceMinor));
    fields
        .add("fd.ino", INT64, "Inode number of the file. Absent for other descriptors.")
        .reads(FdReader.number(fd -> fd.inode()));
    fields
        .add(
            "fd.nameraw",
            CHARBUF,
            "Path of a file as the call gave it, neither resolved nor cleaned. Absent for other"
                + " descriptors.")
        .reads(FdReader.readsEvent(FdReader::addRawName));
    fields
        .add(
            "fd.types",
            CHARBUF,
            "Types of the open descriptors of the process, each once, as in fd.type; with a number"
                + " as argument, the type of that descriptor.")
        .list()
        .argument(OPTIONAL_OWN, ArgumentCheck.NUMBER)
        .flags(NO_FIELD_COMPARISON)
        .bound(FdReader.types());
    fields
        .add(
            "fd.is_upper_layer",
            BOOL,
            "True if the file lies in the upper layer of an overlay file system: it came after the"
                + " image.")
        .reads(FdReader.condition(fd -> fd.isOverlayUpper()));
    fields
        .add(
            "fd.is_lower_layer",
            BOOL,
            "True if the file lies in the lower layer of an overlay file system: it came with the"
                + " image.")
        .reads(FdReader.condition(fd -> fd.isOverlayLower()));
    return fields.toFieldClass();
  }
}
