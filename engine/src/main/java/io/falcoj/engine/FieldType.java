// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * Type of the values of a field. The constants are those of Falco's libs without their prefix, as
 * {@code --list} prints them. {@link #storage()} tells how {@link Values} holds them.
 */
public enum FieldType {
  INT8(Storage.LONG),
  INT16(Storage.LONG),
  INT32(Storage.LONG),
  INT64(Storage.LONG),
  UINT8(Storage.UNSIGNED),
  UINT16(Storage.UNSIGNED),
  UINT32(Storage.UNSIGNED),
  UINT64(Storage.UNSIGNED),
  ERRNO(Storage.LONG),
  FD(Storage.LONG),
  PID(Storage.LONG),
  UID(Storage.UNSIGNED),
  GID(Storage.UNSIGNED),
  SYSCALLID(Storage.UNSIGNED),
  SIGTYPE(Storage.UNSIGNED),
  FLAGS8(Storage.UNSIGNED),
  FLAGS16(Storage.UNSIGNED),
  FLAGS32(Storage.UNSIGNED),
  ENUMFLAGS8(Storage.UNSIGNED),
  ENUMFLAGS16(Storage.UNSIGNED),
  ENUMFLAGS32(Storage.UNSIGNED),
  MODE(Storage.UNSIGNED),
  /** Nanoseconds. */
  RELTIME(Storage.UNSIGNED),
  /** Nanoseconds since the epoch. */
  ABSTIME(Storage.UNSIGNED),
  PORT(Storage.UNSIGNED),
  /** 1 is true, 0 is false. */
  BOOL(Storage.UNSIGNED),
  DOUBLE(Storage.DOUBLE),
  CHARBUF(Storage.TEXT),
  FSPATH(Storage.TEXT),
  FSRELPATH(Storage.TEXT),
  BYTEBUF(Storage.TEXT),
  IPADDR(Storage.ADDRESS),
  IPV4ADDR(Storage.ADDRESS),
  IPV6ADDR(Storage.ADDRESS),
  /** The field yields an address; literals are networks. */
  IPNET(Storage.ADDRESS),
  IPV4NET(Storage.ADDRESS),
  IPV6NET(Storage.ADDRESS),
  SOCKADDR(Storage.TEXT),
  SOCKTUPLE(Storage.TEXT),
  FDLIST(Storage.TEXT),
  SIGSET(Storage.UNSIGNED),
  SOCKFAMILY(Storage.UNSIGNED),
  /** Known only once the argument is: {@code evt.rawarg}. */
  DYNAMIC(Storage.TEXT),
  /** A type that a recording names and nobody knows. */
  NONE(Storage.TEXT);

  /** How a value of a type is held. */
  public enum Storage {
    LONG,
    /** A long whose 64 bits are compared without sign. */
    UNSIGNED,
    DOUBLE,
    TEXT,
    ADDRESS
  }

  private final Storage storage;

  FieldType(Storage storage) {
    this.storage = storage;
  }

  /** How {@link Values} holds a value of this type. */
  public Storage storage() {
    return storage;
  }

  /** Whether values are text that ends at its length: {@code CHARBUF} and the paths. */
  public boolean isString() {
    return this == CHARBUF || this == FSPATH || this == FSRELPATH;
  }
}
