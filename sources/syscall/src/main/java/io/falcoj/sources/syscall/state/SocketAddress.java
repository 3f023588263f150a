// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.PrintableText;
import io.falcoj.sources.syscall.layout.EventLayout;

/**
 * The two forms in which events carry addresses of sockets.
 *
 * <pre>
 *  address   family(1) IPv4(4)  port(2)          family(1) IPv6(16) port(2)     family(1) path 0
 *  tuple     family(1) IPv4(4)  port(2) IPv4(4)  port(2)   (IPv6 alike)
 *            family(1) pointer(8) pointer(8) path 0
 * </pre>
 *
 * <p>IP addresses stand in network order, the rest is little-endian.
 */
public final class SocketAddress {

  public static final int UNIX = 1;
  public static final int IPV4 = 2;
  public static final int IPV6 = 10;

  static final int PORT_LENGTH = 2;
  private static final int IPV4_LENGTH = 4;
  private static final int IPV6_LENGTH = 16;
  private static final int POINTERS_LENGTH = 16;
  private static final int IPV4_MARK = 0xFFFF;

  private SocketAddress() {}

  /** Whether an address is as long as its family needs. */
  public static boolean isAddress(byte[] array, int offset, int length) {
    if (length == 0) {
      return false;
    }
    return switch (array[offset]) {
      case IPV4 -> length >= 1 + IPV4_LENGTH + PORT_LENGTH;
      case IPV6 -> length >= 1 + IPV6_LENGTH + PORT_LENGTH;
      case UNIX -> length >= 2 && array[offset + length - 1] == 0;
      default -> true;
    };
  }

  /** Whether a tuple is as long as its family needs. */
  public static boolean isTuple(byte[] array, int offset, int length) {
    if (length == 0) {
      return false;
    }
    return switch (array[offset]) {
      case IPV4 -> length >= 1 + 2 * (IPV4_LENGTH + PORT_LENGTH);
      case IPV6 -> length >= 1 + 2 * (IPV6_LENGTH + PORT_LENGTH);
      case UNIX -> length >= 1 + POINTERS_LENGTH + 1 && array[offset + length - 1] == 0;
      default -> true;
    };
  }

  /** The IPv4 address at {@code offset}, as an unsigned number. */
  public static long ipv4(byte[] array, int offset) {
    return Integer.toUnsignedLong(Integer.reverseBytes(EventLayout.intAt(array, offset)));
  }

  /** Half of the IPv6 address at {@code offset}. */
  public static long ipv6Half(byte[] array, int offset) {
    return Long.reverseBytes(EventLayout.longAt(array, offset));
  }

  /** Whether an IPv6 address stands for an IPv4 address, or for none. */
  public static boolean isIpv4(long high, long low) {
    return high == 0 && (low >>> 32 == IPV4_MARK || low == 0);
  }

  /** Appends an address as text: {@code 10.0.0.1:80}, a path, or the number of the family. */
  public static void print(byte[] array, int offset, int length, AsciiBuilder text) {
    switch (array[offset]) {
      case UNIX -> addPath(array, offset + 1, offset + length, text);
      case IPV4 -> {
        if (length == 1 + IPV4_LENGTH + PORT_LENGTH) {
          addIpv4(array, offset + 1, text);
        } else {
          text.add("INVALID IPv4");
        }
      }
      case IPV6 -> {
        if (length == 1 + IPV6_LENGTH + PORT_LENGTH) {
          addIpv6(array, offset + 1, text);
        } else {
          text.add("INVALID IPv6");
        }
      }
      default -> text.add("family ").addUnsigned(array[offset] & 0xFF, 10);
    }
  }

  /** Appends a tuple as text: {@code 10.0.0.1:1234->10.0.0.2:80}. */
  public static void printTuple(byte[] array, int offset, int length, AsciiBuilder text) {
    switch (array[offset]) {
      case UNIX -> {
        if (length >= 1 + POINTERS_LENGTH) {
          text.addUnsigned(EventLayout.longAt(array, offset + 1), 16)
              .add("->")
              .addUnsigned(EventLayout.longAt(array, offset + 9), 16)
              .add(' ');
          addPath(array, offset + 1 + POINTERS_LENGTH, offset + length, text);
        } else {
          text.add("INVALID UNIX");
        }
      }
      case IPV4 -> {
        if (length == 1 + 2 * (IPV4_LENGTH + PORT_LENGTH)) {
          addIpv4(array, offset + 1, text);
          text.add("->");
          addIpv4(array, offset + 7, text);
        } else {
          text.add("INVALID IPv4");
        }
      }
      case IPV6 -> {
        if (length == 1 + 2 * (IPV6_LENGTH + PORT_LENGTH)) {
          addIpv6Tuple(array, offset, text);
        } else {
          text.add("INVALID IPv6");
        }
      }
      default -> text.add("family ").addUnsigned(array[offset] & 0xFF, 10);
    }
  }

  private static void addIpv6Tuple(byte[] array, int offset, AsciiBuilder text) {
    int source = offset + 1;
    int destination = source + IPV6_LENGTH + PORT_LENGTH;
    if (isIpv4(ipv6Half(array, source), ipv6Half(array, source + 8))
        && isIpv4(ipv6Half(array, destination), ipv6Half(array, destination + 8))) {
      addIpv4(array, source + 12, text);
      text.add("->");
      addIpv4(array, destination + 12, text);
    } else {
      addIpv6(array, source, text);
      text.add("->");
      addIpv6(array, destination, text);
    }
  }

  private static void addIpv4(byte[] array, int offset, AsciiBuilder text) {
    text.addIpv4(ipv4(array, offset))
        .add(':')
        .addUnsigned(EventLayout.unsignedShortAt(array, offset + IPV4_LENGTH), 10);
  }

  private static void addIpv6(byte[] array, int offset, AsciiBuilder text) {
    text.addIpv6(ipv6Half(array, offset), ipv6Half(array, offset + 8))
        .add(':')
        .addUnsigned(EventLayout.unsignedShortAt(array, offset + IPV6_LENGTH), 10);
  }

  private static void addPath(byte[] array, int start, int limit, AsciiBuilder text) {
    int end = start;
    while (end < limit && array[end] != 0) {
      end++;
    }
    text.add(PrintableText.sanitize(array, start, end - start));
  }
}
