// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.layout.RawEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that make, bind, connect and use sockets. */
final class SocketHandlers {

  private static final int NETLINK_DOMAIN = 16;
  private static final int PROTOCOL_IP = 0;
  private static final int PROTOCOL_ICMP = 1;
  private static final int PROTOCOL_TCP = 6;
  private static final int PROTOCOL_UDP = 17;
  private static final int PROTOCOL_RAW = 255;
  private static final int TYPE_STREAM = 1;
  private static final int TYPE_DATAGRAM = 2;
  private static final int TYPE_RAW = 3;
  private static final int IN_PROGRESS = -115;
  private static final int UNIX_PATH_OFFSET = 17;
  private static final byte[] UNKNOWN_SOCKET = "<unknown>".getBytes(StandardCharsets.US_ASCII);

  private final SystemState state;
  private final StateEngine engine;
  private final RawEvent enter = new RawEvent();
  private final AsciiBuilder text = new AsciiBuilder();

  SocketHandlers(SystemState state, StateEngine engine) {
    this.state = state;
    this.engine = engine;
  }

  void addTo(StateEngine.HandlerTable table) {
    table.on("SOCKET_SOCKET_X", SocketHandlers::socket);
    table.on("SOCKET_BIND_X", this::bind);
    table.on("SOCKET_CONNECT_X", this::connect);
    table.on("SOCKET_ACCEPT_5_X", event -> accept(event, 0));
    table.on(
        "SOCKET_ACCEPT4_6_X",
        event -> accept(event, (int) event.unsigned(5) & FdInfo.CLOSE_ON_EXEC));
    table.on("SOCKET_SOCKETPAIR_X", SocketHandlers::socketpair);
    for (String identifier :
        List.of("SYSCALL_READ_X", "SYSCALL_READV_X", "SYSCALL_PREAD_X", "SYSCALL_PREADV_X")) {
      table.on(identifier, event -> received(event, -1));
    }
    table.on("SOCKET_RECV_X", event -> received(event, 4));
    table.on("SOCKET_RECVFROM_X", event -> received(event, 2));
    table.on("SOCKET_RECVMSG_X", event -> received(event, 3));
    table.on("SOCKET_RECVMMSG_X", event -> received(event, 4));
    for (String identifier :
        List.of("SYSCALL_WRITE_X", "SYSCALL_WRITEV_X", "SYSCALL_PWRITE_X", "SYSCALL_PWRITEV_X")) {
      table.on(identifier, event -> sent(event, -1));
    }
    for (String identifier : List.of("SOCKET_SEND_X", "SOCKET_SENDTO_X", "SOCKET_SENDMSG_X")) {
      table.on(
          identifier,
          event -> {
            inferSocket(event);
            sent(event, 4);
          });
    }
    table.on("SOCKET_SENDMMSG_X", event -> sent(event, 4));
  }

  private static void socket(SyscallEvent event) {
    if (event.returnValue() >= 0) {
      addSocket(
          event,
          event.returnValue(),
          (int) event.unsigned(1),
          (int) event.unsigned(2),
          (int) event.unsigned(3),
          (int) event.unsigned(4));
    }
  }

  private static void addSocket(
      SyscallEvent event, long number, int domain, int type, int protocol, int flags) {
    ThreadInfo thread = event.thread();
    if (thread == null) {
      return;
    }
    FdInfo fd = new FdInfo();
    fd.openFlags = flags;
    switch (domain) {
      case SocketAddress.UNIX -> fd.type = FdType.UNIX_SOCKET;
      case SocketAddress.IPV4 -> {
        fd.type = FdType.IPV4_SOCKET;
        fd.transport = transport(type, protocol);
      }
      case SocketAddress.IPV6 -> {
        fd.type = FdType.IPV6_SOCKET;
        fd.transport = transport(type, protocol);
      }
      case NETLINK_DOMAIN -> fd.type = FdType.NETLINK;
      default -> fd.type = FdType.UNKNOWN;
    }
    event.setFd(thread.addFd(number, fd));
  }

  private static FdInfo.Transport transport(int type, int protocol) {
    return switch (protocol) {
      case PROTOCOL_TCP -> type == TYPE_RAW ? FdInfo.Transport.RAW : FdInfo.Transport.TCP;
      case PROTOCOL_UDP -> type == TYPE_RAW ? FdInfo.Transport.RAW : FdInfo.Transport.UDP;
      case PROTOCOL_ICMP -> type == TYPE_RAW ? FdInfo.Transport.RAW : FdInfo.Transport.ICMP;
      case PROTOCOL_RAW -> FdInfo.Transport.RAW;
      case PROTOCOL_IP ->
          switch (type & 0xFF) {
            case TYPE_STREAM -> FdInfo.Transport.TCP;
            case TYPE_DATAGRAM -> FdInfo.Transport.UDP;
            default -> FdInfo.Transport.UNKNOWN;
          };
      default -> FdInfo.Transport.UNKNOWN;
    };
  }

  private void bind(SyscallEvent event) {
    FdInfo fd = event.fd();
    if (fd == null || event.returnValue() < 0 || event.raw().parameterCount() < 2) {
      return;
    }
    byte[] array = event.raw().array();
    int offset = event.raw().parameterOffset(1);
    int length = event.raw().parameterLength(1);
    if (!SocketAddress.isAddress(array, offset, length)) {
      return;
    }
    text.clear();
    SocketAddress.print(array, offset, length, text);
    if (array[offset] == SocketAddress.IPV4) {
      listenIpv4(fd, array, offset + 1, EventLayout.unsignedShortAt(array, offset + 5));
    } else if (array[offset] == SocketAddress.IPV6) {
      int port = EventLayout.unsignedShortAt(array, offset + 17);
      long high = SocketAddress.ipv6Half(array, offset + 1);
      long low = SocketAddress.ipv6Half(array, offset + 9);
      if (SocketAddress.isIpv4(high, low)) {
        listenIpv4(fd, array, offset + 13, port);
      } else if (port > 0) {
        fd.type = FdType.IPV6_SERVER_SOCKET;
        fd.destinationHigh = high;
        fd.destinationLow = low;
        fd.destinationPort = port;
        fd.server = true;
      }
    }
    fd.rename(text);
  }

  private static void listenIpv4(FdInfo fd, byte[] array, int offset, int port) {
    if (port > 0) {
      fd.type = FdType.IPV4_SERVER_SOCKET;
      fd.destinationHigh = 0;
      fd.destinationLow = SocketAddress.ipv4(array, offset);
      fd.destinationPort = port;
      fd.server = true;
    }
  }

  private void connect(SyscallEvent event) {
    FdInfo fd = event.fd();
    if (event.thread() == null || fd == null) {
      return;
    }
    long result = event.returnValue();
    if (result < 0 && result != IN_PROGRESS) {
      return;
    }
    fd.setConnected();
    boolean entered = engine.findEnter(event, enter) && isAddress(enter, 1);
    if (!event.has(1)) {
      if (entered) {
        connectTo(fd, enter.array(), enter.parameterOffset(1), enter.parameterLength(1));
      }
      return;
    }
    RawEvent raw = event.raw();
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(1);
    if (!SocketAddress.isTuple(array, tuple, raw.parameterLength(1))) {
      return;
    }
    // Where the kernel's tuple only repeats the caller's address, the caller may have changed it
    // since: then the address as of the call counts.
    boolean useEntered = entered && isAddress(raw, 3) && destinationIs(raw);
    switch (array[tuple]) {
      case SocketAddress.IPV4, SocketAddress.IPV6 -> connectTuple(fd, raw, useEntered);
      case SocketAddress.UNIX -> {
        if (fd.type != FdType.UNIX_SOCKET) {
          return;
        }
        connectUnix(fd, raw, useEntered);
      }
      default -> {
        return;
      }
    }
    if (fd.hasNoRole()) {
      fd.client = true;
    }
  }

  private static boolean isAddress(RawEvent raw, int parameter) {
    return parameter < raw.parameterCount()
        && SocketAddress.isAddress(
            raw.array(), raw.parameterOffset(parameter), raw.parameterLength(parameter));
  }

  /** Whether the destination of the tuple of a connect event is its address parameter. */
  private boolean destinationIs(RawEvent raw) {
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(1);
    int address = raw.parameterOffset(3);
    int family = array[tuple];
    if (array[address] != family || enter.array()[enter.parameterOffset(1)] != family) {
      return false;
    }
    return switch (family) {
      case SocketAddress.IPV4 ->
          Arrays.equals(array, tuple + 7, tuple + 13, array, address + 1, address + 7);
      case SocketAddress.IPV6 ->
          Arrays.equals(array, tuple + 19, tuple + 37, array, address + 1, address + 19);
      default ->
          isSamePath(
              array,
              tuple + UNIX_PATH_OFFSET,
              tuple + raw.parameterLength(1),
              address + 1,
              address + raw.parameterLength(3));
    };
  }

  /** Whether two paths are the same up to their end marks. */
  private static boolean isSamePath(byte[] array, int start, int end, int other, int otherEnd) {
    int length = pathLength(array, start, end);
    return length == pathLength(array, other, otherEnd)
        && Arrays.equals(array, start, start + length, array, other, other + length);
  }

  private void connectTuple(FdInfo fd, RawEvent raw, boolean useEntered) {
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(1);
    byte[] destinationArray = useEntered ? enter.array() : array;
    int destination = useEntered ? enter.parameterOffset(1) + 1 : tuple + 7;
    boolean changed;
    if (array[tuple] == SocketAddress.IPV4) {
      fd.type = FdType.IPV4_SOCKET;
      changed = setIpv4(fd, array, tuple + 1, 4, destinationArray, destination, 4);
    } else {
      if (!useEntered) {
        destination = tuple + 19;
      }
      if (isMapped(array, tuple + 1) && isMapped(destinationArray, destination)) {
        fd.type = FdType.IPV4_SOCKET;
        changed = setIpv4(fd, array, tuple + 13, 4, destinationArray, destination + 12, 4);
      } else {
        fd.type = FdType.IPV6_SOCKET;
        changed = setIpv6(fd, array, tuple + 1, destinationArray, destination);
      }
    }
    if (changed && fd.server && fd.isIpv4(FdInfo.Transport.UDP)) {
      fd.swapEnds();
    }
    nameBySockets(fd);
  }

  private void connectUnix(FdInfo fd, RawEvent raw, boolean useEntered) {
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(1);
    fd.unixSource = EventLayout.longAt(array, tuple + 1);
    fd.unixDestination = EventLayout.longAt(array, tuple + 9);
    byte[] pathArray = useEntered ? enter.array() : array;
    int start = useEntered ? enter.parameterOffset(1) + 1 : tuple + UNIX_PATH_OFFSET;
    int end =
        useEntered
            ? enter.parameterOffset(1) + enter.parameterLength(1)
            : tuple + raw.parameterLength(1);
    text.clear()
        .addUnsigned(fd.unixSource, 16)
        .add("->")
        .addUnsigned(fd.unixDestination, 16)
        .add(' ')
        .addPrintable(pathArray, start, pathLength(pathArray, start, end));
    fd.rename(text);
  }

  /** Without a tuple only the destination is known. */
  private void connectTo(FdInfo fd, byte[] array, int offset, int length) {
    switch (array[offset]) {
      case SocketAddress.IPV4 -> {
        fd.type = FdType.IPV4_SOCKET;
        fd.destinationHigh = 0;
        fd.destinationLow = SocketAddress.ipv4(array, offset + 1);
        fd.destinationPort = EventLayout.unsignedShortAt(array, offset + 5);
      }
      case SocketAddress.IPV6 -> {
        long high = SocketAddress.ipv6Half(array, offset + 1);
        long low = SocketAddress.ipv6Half(array, offset + 9);
        boolean mapped = SocketAddress.isIpv4(high, low);
        fd.type = mapped ? FdType.IPV4_SOCKET : FdType.IPV6_SOCKET;
        fd.destinationHigh = high;
        fd.destinationLow = mapped ? low & 0xFFFFFFFFL : low;
        fd.destinationPort = EventLayout.unsignedShortAt(array, offset + 17);
      }
      default -> {
        text.clear();
        SocketAddress.print(array, offset, length, text);
        fd.rename(text);
      }
    }
  }

  private void accept(SyscallEvent event, int flags) {
    ThreadInfo thread = event.thread();
    long number = event.returnValue();
    if (thread == null || number < 0) {
      return;
    }
    thread.lastEventFd = number;
    RawEvent raw = event.raw();
    if (raw.parameterCount() < 2
        || !SocketAddress.isTuple(raw.array(), raw.parameterOffset(1), raw.parameterLength(1))) {
      return;
    }
    FdInfo fd = new FdInfo();
    if (!setTuple(fd, raw, 1)) {
      return;
    }
    if (fd.isInternetSocket()) {
      fd.transport = FdInfo.Transport.TCP;
    }
    text.clear();
    SocketAddress.printTuple(raw.array(), raw.parameterOffset(1), raw.parameterLength(1), text);
    fd.rename(text);
    fd.openFlags = flags;
    fd.server = true;
    fd.setConnected();
    event.setFd(thread.addFd(number, fd));
  }

  /** Sets both ends of a new socket; false if its family is not known. */
  private static boolean setTuple(FdInfo fd, RawEvent raw, int parameter) {
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(parameter);
    switch (array[tuple]) {
      case SocketAddress.IPV4 -> {
        setIpv4(fd, array, tuple + 1, 4, array, tuple + 7, 4);
        fd.type = FdType.IPV4_SOCKET;
      }
      case SocketAddress.IPV6 -> {
        if (isMapped(array, tuple + 1) && isMapped(array, tuple + 19)) {
          setIpv4(fd, array, tuple + 13, 4, array, tuple + 31, 4);
          fd.type = FdType.IPV4_SOCKET;
        } else {
          setIpv6(fd, array, tuple + 1, array, tuple + 19);
          fd.type = FdType.IPV6_SOCKET;
        }
      }
      case SocketAddress.UNIX -> {
        fd.type = FdType.UNIX_SOCKET;
        fd.unixSource = EventLayout.longAt(array, tuple + 1);
        fd.unixDestination = EventLayout.longAt(array, tuple + 9);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void socketpair(SyscallEvent event) {
    ThreadInfo thread = event.thread();
    if (thread == null || event.returnValue() < 0) {
      return;
    }
    long first = event.signed(1);
    long second = event.signed(2);
    if (first == second) {
      event.setFd(null);
      return;
    }
    FdInfo fd = new FdInfo();
    fd.type = FdType.UNIX_SOCKET;
    fd.unixSource = event.signed(3);
    fd.unixDestination = event.signed(4);
    FdInfo other = fd.copy();
    event.setFd(thread.addFd(first, fd));
    thread.addFd(second, other);
  }

  /** A datagram to a socket whose making was lost: it must have been an UDP socket. */
  private static void inferSocket(SyscallEvent event) {
    if (event.fd() != null || event.thread() == null || event.returnValue() < 0 || !event.has(4)) {
      return;
    }
    int family = event.raw().array()[event.raw().parameterOffset(4)];
    if ((family == SocketAddress.IPV4 || family == SocketAddress.IPV6) && event.has(2)) {
      addSocket(event, event.signed(2), family, TYPE_DATAGRAM, PROTOCOL_UDP, 0);
    }
  }

  private void received(SyscallEvent event, int tupleParameter) {
    transferred(event, tupleParameter, true);
  }

  private void sent(SyscallEvent event, int tupleParameter) {
    transferred(event, tupleParameter, false);
  }

  /** Data came or went: tells who is the peer, and whether it is the client. */
  private void transferred(SyscallEvent event, int tupleParameter, boolean incoming) {
    FdInfo fd = event.fd();
    if (fd == null || event.returnValue() < 0) {
      return;
    }
    if (fd.isInternetSocket()) {
      fd.setConnected();
    }
    if (takesTuple(fd, event, tupleParameter) && update(fd, event.raw(), tupleParameter)) {
      if (fd.isInternetSocket()) {
        guessRole(fd, event.thread(), incoming);
        if (incoming ? fd.client : fd.server) {
          fd.swapEnds();
        }
        nameBySockets(fd);
      } else {
        nameByTuple(fd, event.raw(), tupleParameter);
      }
    }
  }

  /** Datagram sockets may have another peer each time; others keep what they have. */
  private static boolean takesTuple(FdInfo fd, SyscallEvent event, int tupleParameter) {
    return tupleParameter >= 0
        && event.has(tupleParameter)
        && (fd.name.length == 0 || !fd.isIpv4(FdInfo.Transport.TCP));
  }

  /** Takes the ends that a tuple tells; false if they are the known ones. */
  private boolean update(FdInfo fd, RawEvent raw, int parameter) {
    byte[] array = raw.array();
    int tuple = raw.parameterOffset(parameter);
    if (!SocketAddress.isTuple(array, tuple, raw.parameterLength(parameter))) {
      return false;
    }
    switch (array[tuple]) {
      case SocketAddress.IPV4, SocketAddress.IPV6 -> {
        if (!updateEnds(fd, array, tuple)) {
          return false;
        }
      }
      case SocketAddress.UNIX -> {
        fd.type = FdType.UNIX_SOCKET;
        fd.unixSource = EventLayout.longAt(array, tuple + 1);
        fd.unixDestination = EventLayout.longAt(array, tuple + 9);
        return true;
      }
      default -> {}
    }
    // A stream could not change its peer.
    if (fd.isInternetSocket() && fd.transport == FdInfo.Transport.UNKNOWN) {
      fd.transport = FdInfo.Transport.UDP;
    }
    state.interfaces().complete(fd);
    return true;
  }

  /** Takes the ends of a tuple of addresses; false if they are the known ones. */
  private static boolean updateEnds(FdInfo fd, byte[] array, int tuple) {
    FdType before = fd.type;
    if (fd.isServerSocket()) {
      // It listened, so it had one end; as one with two it starts anew.
      fd.destinationHigh = 0;
      fd.destinationLow = 0;
      fd.destinationPort = 0;
    }
    boolean changed;
    if (array[tuple] == SocketAddress.IPV4) {
      fd.type = FdType.IPV4_SOCKET;
      changed = setIpv4(fd, array, tuple + 1, 4, array, tuple + 7, 4);
    } else if (isMapped(array, tuple + 1) && isMapped(array, tuple + 19)) {
      fd.type = FdType.IPV4_SOCKET;
      changed = setIpv4(fd, array, tuple + 13, 4, array, tuple + 31, 4);
    } else {
      fd.type = FdType.IPV6_SOCKET;
      changed = setIpv6(fd, array, tuple + 1, array, tuple + 19);
    }
    return changed || fd.type != before;
  }

  /** Who owns the port is the server; else who speaks first is the client. */
  private static void guessRole(FdInfo fd, @Nullable ThreadInfo thread, boolean incoming) {
    if (!fd.hasNoRole() || thread == null) {
      return;
    }
    FdTable fds = thread.fds();
    boolean[] found = new boolean[2];
    if (fds != null) {
      fds.forEach(
          (number, other) -> {
            if (other.type == FdType.IPV4_SOCKET || other.type == FdType.IPV4_SERVER_SOCKET) {
              found[0] |= other.destinationPort == fd.destinationPort;
            }
            if (other.type == FdType.IPV4_SOCKET) {
              found[1] |= other.sourcePort == fd.sourcePort;
            }
          });
    }
    if (!found[0]) {
      fd.client = true;
    } else if (!found[1] || incoming) {
      fd.server = true;
    } else {
      fd.client = true;
    }
  }

  private void nameByTuple(FdInfo fd, RawEvent raw, int parameter) {
    text.clear();
    SocketAddress.printTuple(
        raw.array(), raw.parameterOffset(parameter), raw.parameterLength(parameter), text);
    fd.rename(text);
  }

  /** The name of a socket with two ends. */
  private void nameBySockets(FdInfo fd) {
    text.clear();
    printSocket(fd, text);
    if (!Arrays.equals(fd.name, 0, fd.name.length, text.array(), 0, text.length())) {
      fd.rename(text);
    }
  }

  /** Appends the two ends of a socket: with ports where the transport has them. */
  static void printSocket(FdInfo fd, AsciiBuilder text) {
    boolean ports = fd.transport == FdInfo.Transport.TCP || fd.transport == FdInfo.Transport.UDP;
    boolean ipv4 = fd.type == FdType.IPV4_SOCKET;
    boolean known =
        ports
            || fd.transport == FdInfo.Transport.ICMP
            || ipv4 && fd.transport == FdInfo.Transport.RAW;
    if (!known) {
      text.add(UNKNOWN_SOCKET);
      return;
    }
    printEnd(fd.sourceHigh, fd.sourceLow, fd.sourcePort, ipv4, ports, text);
    text.add("->");
    printEnd(fd.destinationHigh, fd.destinationLow, fd.destinationPort, ipv4, ports, text);
  }

  private static void printEnd(
      long high, long low, int port, boolean ipv4, boolean ports, AsciiBuilder text) {
    if (ipv4) {
      text.addIpv4(low);
    } else {
      text.addIpv6(high, low);
    }
    if (ports) {
      text.add(':').addUnsigned(port, 10);
    }
  }

  private static boolean isMapped(byte[] array, int offset) {
    return SocketAddress.isIpv4(
        SocketAddress.ipv6Half(array, offset), SocketAddress.ipv6Half(array, offset + 8));
  }

  private static boolean setIpv4(
      FdInfo fd,
      byte[] sourceArray,
      int source,
      int sourcePortOffset,
      byte[] destinationArray,
      int destination,
      int destinationPortOffset) {
    return setEnds(
        fd,
        FdType.IPV4_SOCKET,
        0,
        SocketAddress.ipv4(sourceArray, source),
        EventLayout.unsignedShortAt(sourceArray, source + sourcePortOffset),
        0,
        SocketAddress.ipv4(destinationArray, destination),
        EventLayout.unsignedShortAt(destinationArray, destination + destinationPortOffset));
  }

  private static boolean setIpv6(
      FdInfo fd, byte[] sourceArray, int source, byte[] destinationArray, int destination) {
    return setEnds(
        fd,
        FdType.IPV6_SOCKET,
        SocketAddress.ipv6Half(sourceArray, source),
        SocketAddress.ipv6Half(sourceArray, source + 8),
        EventLayout.unsignedShortAt(sourceArray, source + 16),
        SocketAddress.ipv6Half(destinationArray, destination),
        SocketAddress.ipv6Half(destinationArray, destination + 8),
        EventLayout.unsignedShortAt(destinationArray, destination + 16));
  }

  /**
   * Sets both ends; false if nothing changed, which the ends being known the other way round counts
   * as.
   */
  private static boolean setEnds(
      FdInfo fd,
      FdType type,
      long sourceHigh,
      long sourceLow,
      int sourcePort,
      long destinationHigh,
      long destinationLow,
      int destinationPort) {
    if (fd.type == type) {
      boolean same =
          fd.sourceHigh == sourceHigh
              && fd.sourceLow == sourceLow
              && fd.sourcePort == sourcePort
              && fd.destinationHigh == destinationHigh
              && fd.destinationLow == destinationLow
              && fd.destinationPort == destinationPort;
      boolean swapped =
          fd.sourceHigh == destinationHigh
              && fd.sourceLow == destinationLow
              && fd.sourcePort == destinationPort
              && fd.destinationHigh == sourceHigh
              && fd.destinationLow == sourceLow
              && fd.destinationPort == sourcePort;
      if (same || swapped) {
        return false;
      }
    }
    boolean changed =
        fd.sourceHigh != sourceHigh
            || fd.sourceLow != sourceLow
            || fd.sourcePort != sourcePort
            || fd.destinationHigh != destinationHigh
            || fd.destinationLow != destinationLow
            || fd.destinationPort != destinationPort;
    fd.sourceHigh = sourceHigh;
    fd.sourceLow = sourceLow;
    fd.sourcePort = sourcePort;
    fd.destinationHigh = destinationHigh;
    fd.destinationLow = destinationLow;
    fd.destinationPort = destinationPort;
    return changed;
  }

  private static int pathLength(byte[] array, int start, int end) {
    int length = 0;
    while (start + length < end && array[start + length] != 0) {
      length++;
    }
    return length;
  }
}
