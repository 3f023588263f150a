// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.ArrayList;
import java.util.List;

/** The addresses of the machine, by which the missing end of a connection is guessed. */
public final class NetworkInterfaces {

  private static final long LOOPBACK = 0x7F000001L;

  private record Ipv4(long address, long netmask) {}

  private record Ipv6(long high, long low) {}

  private final List<Ipv4> ipv4 = new ArrayList<>();
  private final List<Ipv6> ipv6 = new ArrayList<>();
  private final List<NetworkInterface> all = new ArrayList<>();

  /** The addresses as they were added; the list must not be changed. */
  public List<NetworkInterface> all() {
    return all;
  }

  /** Adds an address. */
  public void add(NetworkInterface networkInterface) {
    all.add(networkInterface);
    byte[] address = networkInterface.address();
    byte[] netmask = networkInterface.netmask();
    if (address.length == 4) {
      ipv4.add(new Ipv4(number(address, 0, 4), number(netmask, 0, 4)));
    } else {
      ipv6.add(new Ipv6(number(address, 0, 8), number(address, 8, 8)));
    }
  }

  /** Forgets everything. */
  public void clear() {
    ipv4.clear();
    ipv6.clear();
    all.clear();
  }

  /** Whether an IPv4 address is private or in a network of the machine. */
  public boolean isLocalNetwork(long address) {
    if ((address & 0xFF000000L) == 0x0A000000L
        || (address & 0xFFFF0000L) == 0xC0A80000L
        || (address & 0xFF3F0000L) == 0xAC100000L) {
      return true;
    }
    for (Ipv4 each : ipv4) {
      if ((each.address & each.netmask) == (address & each.netmask)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an IPv4 address is one of the machine. */
  public boolean isOwn(long address) {
    for (Ipv4 each : ipv4) {
      if (each.address == address) {
        return true;
      }
    }
    return false;
  }

  /** Whether an IPv6 address, of which these are the first eight bytes, is in a network of it. */
  public boolean isOwnNetwork(long high) {
    for (Ipv6 each : ipv6) {
      if (each.high == high) {
        return true;
      }
    }
    return false;
  }

  /** Fills in the end of a connection that is not known, if there is one. */
  void complete(FdInfo fd) {
    boolean lacksSource = fd.sourceHigh == 0 && fd.sourceLow == 0;
    boolean lacksDestination = fd.destinationHigh == 0 && fd.destinationLow == 0;
    if (!lacksSource && !lacksDestination) {
      return;
    }
    if (fd.type == FdType.IPV4_SOCKET) {
      long other = lacksSource ? fd.destinationLow : fd.sourceLow;
      long guess = guessIpv4(other);
      if (guess == other && fd.sourcePort == fd.destinationPort) {
        return;
      }
      if (lacksSource) {
        fd.sourceLow = guess;
      } else {
        fd.destinationLow = guess;
      }
    } else if (fd.type == FdType.IPV6_SOCKET) {
      completeIpv6(fd, lacksSource);
    }
  }

  private void completeIpv6(FdInfo fd, boolean lacksSource) {
    long otherHigh = lacksSource ? fd.destinationHigh : fd.sourceHigh;
    long otherLow = lacksSource ? fd.destinationLow : fd.sourceLow;
    Ipv6 guess = guessIpv6(otherHigh, otherLow);
    if (guess.high == otherHigh && guess.low == otherLow && fd.sourcePort == fd.destinationPort) {
      return;
    }
    if (lacksSource) {
      fd.sourceHigh = guess.high;
      fd.sourceLow = guess.low;
    } else {
      fd.destinationHigh = guess.high;
      fd.destinationLow = guess.low;
    }
  }

  /** The own address that a peer most likely talks to: itself, its network's, or any. */
  private long guessIpv4(long peer) {
    for (Ipv4 each : ipv4) {
      if (each.address == peer) {
        return peer;
      }
    }
    for (Ipv4 each : ipv4) {
      if ((each.address & each.netmask) == (peer & each.netmask)) {
        return each.address;
      }
    }
    for (Ipv4 each : ipv4) {
      if (each.address != LOOPBACK) {
        return each.address;
      }
    }
    return 0;
  }

  private Ipv6 guessIpv6(long high, long low) {
    for (Ipv6 each : ipv6) {
      if (each.high == high && each.low == low) {
        return each;
      }
    }
    for (Ipv6 each : ipv6) {
      if (each.high == high) {
        return each;
      }
    }
    for (Ipv6 each : ipv6) {
      if (each.high != 0 || each.low != 1) {
        return each;
      }
    }
    return new Ipv6(0, 0);
  }

  private static long number(byte[] bytes, int offset, int length) {
    long number = 0;
    for (int i = offset; i < offset + length; i++) {
      number = number << 8 | bytes[i] & 0xFF;
    }
    return number;
  }
}
