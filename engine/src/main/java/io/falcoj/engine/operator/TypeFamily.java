// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.FieldType;
import java.util.Optional;

/** Field types by the operators they take. Follows libs 0.25 {@code flt_is_comparable}. */
public enum TypeFamily {
  /** Whole and floating-point numbers, flags, times. */
  NUMERIC("numeric"),
  /** True and false. */
  BOOLEAN("numeric"),
  /** Text, paths. */
  STRING("string"),
  /** Bytes that need not be text. */
  BUFFER("buffer"),
  /** IP addresses and networks. */
  ADDRESS("ip address and network");

  private final String text;

  TypeFamily(String text) {
    this.text = text;
  }

  /** The word that Falco's error texts use. */
  public String text() {
    return text;
  }

  /** The family of {@code type}; empty if values of that type cannot be compared at all. */
  public static Optional<TypeFamily> of(FieldType type) {
    switch (type) {
      case INT8:
      case INT16:
      case INT32:
      case INT64:
      case UINT8:
      case UINT16:
      case UINT32:
      case UINT64:
      case ERRNO:
      case FD:
      case PID:
      case SYSCALLID:
      case SIGTYPE:
      case FLAGS8:
      case FLAGS16:
      case FLAGS32:
      case ENUMFLAGS8:
      case ENUMFLAGS16:
      case ENUMFLAGS32:
      case MODE:
      case RELTIME:
      case ABSTIME:
      case PORT:
      case DOUBLE:
        return Optional.of(NUMERIC);
      case BOOL:
        return Optional.of(BOOLEAN);
      case CHARBUF:
      case FSPATH:
      case FSRELPATH:
        return Optional.of(STRING);
      case BYTEBUF:
        return Optional.of(BUFFER);
      case IPADDR:
      case IPV4ADDR:
      case IPV6ADDR:
      case IPNET:
      case IPV4NET:
      case IPV6NET:
        return Optional.of(ADDRESS);
      case UID:
      case GID:
      case SOCKADDR:
      case SOCKTUPLE:
      case FDLIST:
      case SIGSET:
      case SOCKFAMILY:
      case DYNAMIC:
      case NONE:
        return Optional.empty();
    }
    throw new AssertionError(type);
  }
}
