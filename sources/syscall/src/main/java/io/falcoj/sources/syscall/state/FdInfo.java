// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is known of one open file descriptor. Belongs to one table. */
public final class FdInfo {

  private static final byte[] NOTHING = {};
  private static final byte[] SYSTEM_LOG = "/dev/log".getBytes(StandardCharsets.US_ASCII);

  /** {@code O_CLOEXEC} in the encoding of the event table. */
  public static final int CLOSE_ON_EXEC = 1 << 12;

  /** {@code EPOLL_CLOEXEC} and {@code MFD_CLOEXEC} in the encoding of the event table. */
  private static final int SPECIAL_CLOSE_ON_EXEC = 1;

  /** What an object and its place in a table take, without texts. */
  private static final int OWN_BYTES = 224;

  /** Number of the descriptor. */
  public long fd = -1;

  public FdType type = FdType.UNKNOWN;

  /** Path, or the text that stands for what has none; owned by this object. */
  public byte[] name = NOTHING;

  /** The path as the system call was given it; empty if it was not opened by a path. */
  public byte[] rawName = NOTHING;

  /** Whether the current event changed the name. */
  public boolean nameChanged;

  public long inode;
  public int device;
  public int mountId;

  /** Flags it was opened with, in the encoding of the event table. */
  public int openFlags;

  /** Addresses in network order; IPv4 uses the low half. */
  public long sourceHigh;

  public long sourceLow;
  public long destinationHigh;
  public long destinationLow;
  public int sourcePort;
  public int destinationPort;
  public Transport transport = Transport.UNKNOWN;

  /** Kernel addresses of the two ends of a unix socket. */
  public long unixSource;

  public long unixDestination;

  /** The process that a process descriptor stands for. */
  public long pid;

  public boolean client;
  public boolean server;
  public boolean connected;
  public boolean connectionPending;
  public boolean connectionFailed;
  public boolean overlayUpper;
  public boolean overlayLower;

  /** What it counted for when it was put into a table. */
  int countedBytes;

  /** Transport protocol of a socket; constants in the order of the numbers of captures. */
  public enum Transport {
    UNKNOWN("<NA>"),
    NA("<NA>"),
    TCP("tcp"),
    UDP("udp"),
    ICMP("icmp"),
    RAW("raw");

    private final byte[] text;

    Transport(String text) {
      this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The word that {@code fd.l4proto} prints; must not be changed. */
    public byte[] text() {
      return text;
    }
  }

  /** How many bytes it takes, roughly. */
  int bytes() {
    return OWN_BYTES + name.length + rawName.length;
  }

  /** An equal object that belongs to another table. */
  public FdInfo copy() {
    FdInfo copy = new FdInfo();
    copy.fd = fd;
    copy.type = type;
    copy.name = name;
    copy.rawName = rawName;
    copy.inode = inode;
    copy.device = device;
    copy.mountId = mountId;
    copy.openFlags = openFlags;
    copy.sourceHigh = sourceHigh;
    copy.sourceLow = sourceLow;
    copy.destinationHigh = destinationHigh;
    copy.destinationLow = destinationLow;
    copy.sourcePort = sourcePort;
    copy.destinationPort = destinationPort;
    copy.transport = transport;
    copy.unixSource = unixSource;
    copy.unixDestination = unixDestination;
    copy.pid = pid;
    copy.client = client;
    copy.server = server;
    copy.connected = connected;
    copy.connectionPending = connectionPending;
    copy.connectionFailed = connectionFailed;
    copy.overlayUpper = overlayUpper;
    copy.overlayLower = overlayLower;
    return copy;
  }

  /** Whether it stands for a regular file. */
  public boolean isFile() {
    return type == FdType.FILE || type == FdType.FILE_V2;
  }

  /** Whether it is an IPv4 or IPv6 socket with two ends. */
  public boolean isInternetSocket() {
    return type == FdType.IPV4_SOCKET || type == FdType.IPV6_SOCKET;
  }

  /** Whether it is an IPv4 or IPv6 socket that listens; its address is the destination. */
  public boolean isServerSocket() {
    return type == FdType.IPV4_SERVER_SOCKET || type == FdType.IPV6_SERVER_SOCKET;
  }

  /** Whether it is an IPv6 socket, with two ends or listening. */
  public boolean isIpv6() {
    return type == FdType.IPV6_SOCKET || type == FdType.IPV6_SERVER_SOCKET;
  }

  /** Major number of the device. */
  public int deviceMajor() {
    return (device & 0xFFF00) >>> 8;
  }

  /** Minor number of the device. */
  public int deviceMinor() {
    return device & 0xFF | device >>> 12 & 0xFFF00;
  }

  /** Whether it is an IPv4 socket of a transport; the reference knows no others. */
  public boolean isIpv4(Transport wanted) {
    return type == FdType.IPV4_SOCKET && transport == wanted;
  }

  /** Whether it is neither client nor server. */
  public boolean hasNoRole() {
    return !client && !server;
  }

  /** Whether it is closed when its process runs another program. */
  public boolean isCloseOnExec() {
    return (openFlags & CLOSE_ON_EXEC) != 0
        || (type == FdType.EVENTPOLL || type == FdType.MEMFD)
            && (openFlags & SPECIAL_CLOSE_ON_EXEC) != 0;
  }

  /** Makes it stay open when its process runs another program. */
  public void clearCloseOnExec() {
    openFlags &= ~(CLOSE_ON_EXEC | SPECIAL_CLOSE_ON_EXEC);
  }

  /** Gives it another name. */
  public void rename(byte[] newName) {
    nameChanged |= !Arrays.equals(name, newName);
    name = newName;
  }

  /** Gives it the name that was put together; allocates nothing if it has that name already. */
  void rename(AsciiBuilder newName) {
    if (!Arrays.equals(name, 0, name.length, newName.array(), 0, newName.length())) {
      name = newName.toBytes();
      nameChanged = true;
    }
  }

  /** The connection stands. */
  public void setConnected() {
    connected = true;
    connectionPending = false;
    connectionFailed = false;
  }

  /** Whether what is written to it goes to the system log. */
  public boolean isSyslog() {
    for (int i = 0; i + SYSTEM_LOG.length <= name.length; i++) {
      if (Arrays.equals(name, i, i + SYSTEM_LOG.length, SYSTEM_LOG, 0, SYSTEM_LOG.length)) {
        return true;
      }
    }
    return false;
  }

  /** Exchanges the two ends. */
  public void swapEnds() {
    long high = sourceHigh;
    long low = sourceLow;
    int port = sourcePort;
    sourceHigh = destinationHigh;
    sourceLow = destinationLow;
    sourcePort = destinationPort;
    destinationHigh = high;
    destinationLow = low;
    destinationPort = port;
  }

  /** The transport as fields show it: unknown for a socket that has no role yet. */
  public Transport shownTransport() {
    return switch (type) {
      case IPV4_SOCKET, IPV6_SOCKET ->
          transport != Transport.RAW && hasNoRole() ? Transport.NA : transport;
      case IPV4_SERVER_SOCKET, IPV6_SERVER_SOCKET -> transport;
      default -> Transport.NA;
    };
  }
}
