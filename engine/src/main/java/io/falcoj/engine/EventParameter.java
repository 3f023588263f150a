// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

/**
 * One parameter of a kind of event, as the event table declares it.
 *
 * @param name as {@code evt.arg} names it
 * @param type type on the wire, in the table's own words: {@code FSPATH}, {@code FLAGS32}
 * @param format how numbers print: {@code DEC}, {@code HEX}, {@code OCT}, {@code ID}, {@code NA}
 * @param valueNames name of the table that names its values; empty if they have no names
 * @param variants name of the table of the types it may have; empty if its type is fixed
 * @param directoryParameter index of the parameter that holds the directory against which this path
 *     is resolved; -1 if there is none
 */
public record EventParameter(
    String name,
    String type,
    String format,
    String valueNames,
    String variants,
    int directoryParameter) {

  /** What {@link #fixedLength()} says of types whose values differ in length. */
  public static final int NOT_FIXED = -1;

  /** Bytes of each value; {@link #NOT_FIXED} if they differ, or the table does not say. */
  public int fixedLength() {
    return switch (type) {
      case "INT8", "UINT8", "FLAGS8", "ENUMFLAGS8", "SIGTYPE" -> 1;
      case "INT16", "UINT16", "FLAGS16", "ENUMFLAGS16", "SYSCALLID", "PORT" -> 2;
      case "INT32",
          "UINT32",
          "FLAGS32",
          "ENUMFLAGS32",
          "UID",
          "GID",
          "MODE",
          "SIGSET",
          "FD32",
          "PID32",
          "BOOL",
          "IPV4ADDR" ->
          4;
      case "INT64", "UINT64", "RELTIME", "ABSTIME", "ERRNO", "FD", "PID" -> 8;
      case "IPV6ADDR" -> 16;
      default -> NOT_FIXED;
    };
  }
}
