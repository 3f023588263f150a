// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is known of one open file descriptor. Belongs to one table. {@link StateEngine} and its
 * handlers change it, nobody else; what a recording or the system tells at the start is put
 * together by an {@link FdBuilder}.
 */
public final class FdInfo {

  private static final byte[] NOTHING = {};
  private static final byte[] SYSTEM_LOG = "/dev/log".getBytes(StandardCharsets.US_ASCII);

  /** {@code O_CLOEXEC} in the encoding of the event table. */
  public static final int CLOSE_ON_EXEC = 1 << 12;

  /** {@code EPOLL_CLOEXEC} and {@code MFD_CLOEXEC} in the encoding of the event table. */
  private static final int SPECIAL_CLOSE_ON_EXEC = 1;

  /** What an object and its place in a table take, without texts. */
  private static final int OWN_BYTES = 224;

  long fd = -1;
  FdType type = FdType.UNKNOWN;
  byte[] name = NOTHING;
  byte[] rawName = NOTHING;
  boolean nameChanged;
  long inode;
  int device;
  int mountId;
  int openFlags;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;
  Transport transport = Transport.UNKNOWN;
  long unixSource;
  long unixDestination;
  long pid;
  boolean client;
  boolean server;
  boolean connected;
  boolean connectionPending;
  boolean connectionFailed;
  boolean overlayUpper;
  boolean overlayLower;

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

  FdInfo() {}

  /** Number of the descriptor. */
  public long fd() {
    return fd;
  }

  /** What it stands for. */
  public FdType type() {
    return type;
  }

  /** Path, or the text that stands for what has none; owned by this object. */
  public byte[] name() {
    return name;
  }

  /** The path as the system call was given it; empty if it was not opened by a path. */
  public byte[] rawName() {
    return rawName;
  }

  /** Whether the current event changed the name. */
  public boolean isNameChanged() {
    return nameChanged;
  }

  /** Inode; 0 if unknown. */
  public long inode() {
    return inode;
  }

  /** Number of the device; 0 if unknown. */
  public int device() {
    return device;
  }

  /** Id of the mount; 0 if unknown. */
  public int mountId() {
    return mountId;
  }

  /** Flags it was opened with, in the encoding of the event table. */
  public int openFlags() {
    return openFlags;
  }

  /** High half of the address of the source, in network order; 0 for IPv4. */
  public long sourceHigh() {
    return sourceHigh;
  }

  /** Low half of the address of the source, in network order. */
  public long sourceLow() {
    return sourceLow;
  }

  /** High half of the address of the destination, in network order; 0 for IPv4. */
  public long destinationHigh() {
    return destinationHigh;
  }

  /** Low half of the address of the destination, in network order. */
  public long destinationLow() {
    return destinationLow;
  }

  /** Port of the source. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Port of the destination, or the one that is listened on. */
  public int destinationPort() {
    return destinationPort;
  }

  /** Transport protocol of a socket. */
  public Transport transport() {
    return transport;
  }

  /** Kernel address of the source end of a unix socket. */
  public long unixSource() {
    return unixSource;
  }

  /** Kernel address of the destination end of a unix socket. */
  public long unixDestination() {
    return unixDestination;
  }

  /** The process that a process descriptor stands for. */
  public long pid() {
    return pid;
  }

  /** Whether its process is the client of the connection. */
  public boolean isClient() {
    return client;
  }

  /** Whether its process is the server of the connection. */
  public boolean isServer() {
    return server;
  }

  /** Whether the connection stands. */
  public boolean isConnected() {
    return connected;
  }

  /** Whether the connection is being made. */
  public boolean isConnectionPending() {
    return connectionPending;
  }

  /** Whether the connection could not be made. */
  public boolean isConnectionFailed() {
    return connectionFailed;
  }

  /** Whether the file is in the upper layer of an overlay. */
  public boolean isOverlayUpper() {
    return overlayUpper;
  }

  /** Whether the file is in the lower layer of an overlay. */
  public boolean isOverlayLower() {
    return overlayLower;
  }

  /** How many bytes it takes, roughly. */
  int bytes() {
    return OWN_BYTES + name.length + rawName.length;
  }

  /** An equal object that belongs to another table. */
  FdInfo copy() {
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
  void clearCloseOnExec() {
    openFlags &= ~(CLOSE_ON_EXEC | SPECIAL_CLOSE_ON_EXEC);
  }

  /** Gives it another name. */
  void rename(byte[] newName) {
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
  void setConnected() {
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
  void swapEnds() {
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
