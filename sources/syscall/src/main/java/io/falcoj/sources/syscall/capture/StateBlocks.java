// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.sources.syscall.state.FdBuilder;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.ThreadBuilder;
import java.nio.charset.StandardCharsets;

/** Reads the blocks that tell the state of the machine. */
final class StateBlocks {

  private static final int HEADER_LENGTH = 8;
  private static final int TRAILER_LENGTH = 4;
  private static final int HOSTNAME_LENGTH = 128;
  private static final int IPV4_LENGTH = 4;
  private static final int IPV6_LENGTH = 16;

  /** What remains of an entry of a process written before libs 0.10 added fields in its middle. */
  private static final int REST_BEFORE_0_10 = 29;

  /** Blocks are padded to four bytes: fewer are no entry. */
  private static final int MIN_ENTRY_LENGTH = 4;

  private static final FdType[] FD_TYPES = FdType.values();
  private static final FdInfo.Transport[] TRANSPORTS = FdInfo.Transport.values();

  private final CaptureListener listener;
  private final BlockCursor cursor = new BlockCursor();

  StateBlocks(CaptureListener listener) {
    this.listener = listener;
  }

  /** Reads a block; true also if its type is unknown and nothing was read. */
  boolean read(int type, byte[] array, int block, int length) {
    cursor.reset(array, block + HEADER_LENGTH, length - HEADER_LENGTH - TRAILER_LENGTH);
    int processesVersion = BlockType.processesVersion(type);
    if (processesVersion > 0) {
      return readThreads(processesVersion);
    }
    return switch (type) {
      case BlockType.MACHINE_INFO, BlockType.MACHINE_INFO_UNOFFICIAL -> readMachine();
      case BlockType.DESCRIPTORS, BlockType.DESCRIPTORS_UNOFFICIAL -> readFds(false);
      case BlockType.DESCRIPTORS_V2 -> readFds(true);
      case BlockType.INTERFACES, BlockType.INTERFACES_UNOFFICIAL -> readInterfaces(false);
      case BlockType.INTERFACES_V2 -> readInterfaces(true);
      case BlockType.USERS, BlockType.USERS_UNOFFICIAL -> readUsers(false);
      case BlockType.USERS_V2 -> readUsers(true);
      default -> true;
    };
  }

  private boolean readMachine() {
    int cpus = cursor.nextInt();
    long memory = cursor.nextLong();
    long maxPid = cursor.nextLong();
    byte[] hostname = cursor.nextBytes(HOSTNAME_LENGTH);
    long boot = cursor.nextLong();
    long flags = cursor.nextLong();
    if (cursor.isBroken()) {
      return false;
    }
    listener.machine(new MachineInfo(cpus, memory, maxPid, text(hostname), boot, flags));
    return true;
  }

  private boolean readThreads(int version) {
    while (cursor.remaining() >= MIN_ENTRY_LENGTH) {
      int outer = -1;
      if (version >= 9) {
        int length = cursor.nextInt();
        outer = cursor.enter(length - Integer.BYTES);
        if (cursor.isBroken()) {
          return false;
        }
      }
      ThreadBuilder thread = readThread(version);
      if (outer >= 0) {
        readThreadAdditions(thread);
        cursor.leave(outer);
      }
      if (cursor.isBroken()) {
        return false;
      }
      listener.thread(thread.build());
    }
    return true;
  }

  private ThreadBuilder readThread(int version) {
    ThreadBuilder thread = new ThreadBuilder();
    thread.tid(cursor.nextLong());
    thread.pid(cursor.nextLong());
    thread.ptid(cursor.nextLong());
    if (version >= 6) {
      thread.sid(cursor.nextLong());
    }
    if (version >= 8) {
      thread.vpgid(cursor.nextLong());
    }
    thread.comm(cursor.nextSized());
    thread.exe(cursor.nextSized());
    if (version >= 7) {
      thread.exepath(cursor.nextSized());
    }
    thread.args(cursor.nextSized());
    thread.cwd(cursor.nextSized());
    thread.fdLimit(cursor.nextLong());
    thread.flags(cursor.nextInt());
    thread.uid(cursor.nextInt());
    thread.gid(cursor.nextInt());
    if (version >= 2) {
      thread.vmSizeKb(Integer.toUnsignedLong(cursor.nextInt()));
      thread.vmRssKb(Integer.toUnsignedLong(cursor.nextInt()));
      thread.vmSwapKb(Integer.toUnsignedLong(cursor.nextInt()));
      thread.majorFaults(cursor.nextLong());
      thread.minorFaults(cursor.nextLong());
    }
    if (version >= 3) {
      thread.env(cursor.nextSized());
    }
    if (version >= 4) {
      thread.vtid(cursor.nextLong());
      thread.vpid(cursor.nextLong());
      thread.cgroups(cursor.nextSized());
    }
    if (version >= 5) {
      thread.root(cursor.nextSized());
    }
    return thread;
  }

  /** The fields that later versions appended, each of which may be the last. */
  private void readThreadAdditions(ThreadBuilder thread) {
    if (cursor.remaining() > REST_BEFORE_0_10) {
      if (cursor.has(Long.BYTES)) {
        thread.pidNamespaceStartNanos(cursor.nextLong());
      }
      if (cursor.has(Integer.BYTES)) {
        thread.tty(cursor.nextInt());
      }
    }
    if (cursor.has(Integer.BYTES)) {
      thread.loginUid(cursor.nextInt());
    }
    thread.exeWritable(nextFlag());
    thread.capInheritable(nextAddition());
    thread.capPermitted(nextAddition());
    thread.capEffective(nextAddition());
    thread.exeUpperLayer(nextFlag());
    thread.exeInode(nextAddition());
    thread.exeInodeChangeNanos(nextAddition());
    thread.exeInodeModificationNanos(nextAddition());
    thread.exeFromMemfd(nextFlag());
    thread.exeLowerLayer(nextFlag());
    if (cursor.has(Long.BYTES)) {
      thread.pgid(cursor.nextLong());
    }
  }

  private boolean nextFlag() {
    return cursor.has(1) && cursor.nextByte() != 0;
  }

  private long nextAddition() {
    return cursor.has(Long.BYTES) ? cursor.nextLong() : 0;
  }

  private boolean readFds(boolean sized) {
    long tid = cursor.nextLong();
    while (cursor.remaining() >= MIN_ENTRY_LENGTH) {
      int outer = -1;
      if (sized) {
        int length = cursor.nextInt();
        outer = cursor.enter(length - Integer.BYTES);
        if (cursor.isBroken()) {
          return false;
        }
      }
      FdBuilder fd = readFd(sized);
      if (outer >= 0) {
        cursor.leave(outer);
      }
      if (cursor.isBroken()) {
        return false;
      }
      listener.fd(tid, fd.build());
    }
    return !cursor.isBroken();
  }

  private FdBuilder readFd(boolean sized) {
    FdBuilder fd = new FdBuilder();
    fd.fd(cursor.nextLong());
    fd.inode(cursor.nextLong());
    int number = cursor.nextByte() & 0xFF;
    if (number >= FD_TYPES.length) {
      fd.type(FdType.UNSUPPORTED);
      fd.name(("unknown-type:[" + number + "]").getBytes(StandardCharsets.US_ASCII));
      return fd;
    }
    FdType type = FD_TYPES[number];
    fd.type(type);
    switch (type) {
      case IPV4_SOCKET -> {
        long source = nextIpv4();
        long destination = nextIpv4();
        fd.source(0, source, cursor.nextShort());
        fd.destination(0, destination, cursor.nextShort());
        fd.transport(nextTransport());
      }
      case IPV4_SERVER_SOCKET -> {
        fd.destination(0, nextIpv4(), cursor.nextShort());
        fd.transport(nextTransport());
      }
      case IPV6_SOCKET -> {
        long sourceHigh = nextNetworkLong();
        long sourceLow = nextNetworkLong();
        long destinationHigh = nextNetworkLong();
        long destinationLow = nextNetworkLong();
        fd.source(sourceHigh, sourceLow, cursor.nextShort());
        fd.destination(destinationHigh, destinationLow, cursor.nextShort());
        fd.transport(nextTransport());
      }
      case IPV6_SERVER_SOCKET -> {
        long high = nextNetworkLong();
        long low = nextNetworkLong();
        fd.destination(high, low, cursor.nextShort());
        fd.transport(nextTransport());
      }
      case UNIX_SOCKET -> {
        fd.unixSource(cursor.nextLong());
        fd.unixDestination(cursor.nextLong());
        fd.name(cursor.nextSized());
      }
      case FILE_V2 -> {
        fd.openFlags(cursor.nextInt());
        fd.name(cursor.nextSized());
        if (sized && cursor.has(Integer.BYTES)) {
          fd.device(cursor.nextInt());
        }
      }
      case UNKNOWN -> {}
      case FILE,
          DIRECTORY,
          FIFO,
          EVENT,
          UNSUPPORTED,
          SIGNALFD,
          EVENTPOLL,
          INOTIFY,
          TIMERFD,
          NETLINK,
          BPF,
          USERFAULTFD,
          IO_URING,
          MEMFD,
          PIDFD ->
          fd.name(cursor.nextSized());
    }
    return fd;
  }

  private FdInfo.Transport nextTransport() {
    int number = cursor.nextByte() & 0xFF;
    return number < TRANSPORTS.length ? TRANSPORTS[number] : FdInfo.Transport.UNKNOWN;
  }

  /** Addresses stand in network order, whatever the order of the rest. */
  private long nextIpv4() {
    return Integer.toUnsignedLong(Integer.reverseBytes(cursor.nextInt()));
  }

  private long nextNetworkLong() {
    return Long.reverseBytes(cursor.nextLong());
  }

  private boolean readInterfaces(boolean sized) {
    while (cursor.remaining() >= MIN_ENTRY_LENGTH) {
      int outer = -1;
      if (sized) {
        int length = cursor.nextInt();
        outer = cursor.enter(length);
        if (cursor.isBroken()) {
          return false;
        }
      }
      int type = cursor.nextShort();
      int nameLength = cursor.nextShort();
      if (type < 1 || type > 4) {
        return false;
      }
      int addressLength = type == 1 || type == 3 ? IPV4_LENGTH : IPV6_LENGTH;
      byte[] address = cursor.nextBytes(addressLength);
      byte[] netmask = cursor.nextBytes(addressLength);
      byte[] broadcast = cursor.nextBytes(addressLength);
      if (type <= 2) {
        cursor.nextLong();
      }
      byte[] name = cursor.nextBytes(nameLength);
      if (outer >= 0) {
        cursor.leave(outer);
      }
      if (cursor.isBroken()) {
        return false;
      }
      listener.networkInterface(new NetworkInterface(text(name), address, netmask, broadcast));
    }
    return true;
  }

  private boolean readUsers(boolean sized) {
    while (cursor.remaining() >= MIN_ENTRY_LENGTH) {
      int outer = -1;
      if (sized) {
        int length = cursor.nextInt();
        outer = cursor.enter(length - Integer.BYTES);
        if (cursor.isBroken()) {
          return false;
        }
      }
      boolean isUser = cursor.nextByte() == 0;
      long id = Integer.toUnsignedLong(cursor.nextInt());
      if (isUser) {
        long gid = Integer.toUnsignedLong(cursor.nextInt());
        byte[] name = cursor.nextSized();
        byte[] home = cursor.nextSized();
        byte[] shell = cursor.nextSized();
        if (!cursor.isBroken()) {
          listener.user(id, gid, name, home, shell);
        }
      } else {
        byte[] name = cursor.nextSized();
        if (!cursor.isBroken()) {
          listener.group(id, name);
        }
      }
      if (outer >= 0) {
        cursor.leave(outer);
      }
      if (cursor.isBroken()) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
