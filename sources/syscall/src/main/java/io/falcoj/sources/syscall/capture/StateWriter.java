// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import io.falcoj.engine.EventTable;
import io.falcoj.sources.syscall.layout.EventLayout;
import io.falcoj.sources.syscall.state.ContainerInfo;
import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.MachineInfo;
import io.falcoj.sources.syscall.state.NetworkInterface;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import io.falcoj.sources.syscall.state.UserTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Writes the blocks that tell the state of the machine; the counterpart of {@link StateBlocks}.
 * What no block can hold (containers, and the users in them) is told by events, as Falco does.
 */
final class StateWriter {

  /** Blocks of many entries end at this length: readers hold whole blocks. */
  private static final int FULL_BLOCK = 1 << 20;

  private static final int HOSTNAME_LENGTH = 128;
  private static final int IPV4_INTERFACE = 1;
  private static final int IPV6_INTERFACE = 2;
  private static final int IPV4_LENGTH = 4;
  private static final int USER = 0;
  private static final int GROUP = 1;
  private static final int PORTS = 1 << 16;
  private static final int MAX_TEXT = 0xFFFE;
  private static final byte[] HOST = {};
  private static final byte[] CONTAINER_EVENT = utf8("container");
  private static final int CONTAINER = type("ASYNCEVENT_E");
  private static final int USER_ADDED = type("USER_ADDED_E");
  private static final int GROUP_ADDED = type("GROUP_ADDED_E");

  /** Marks events that belong to no thread. */
  private static final long NO_THREAD = -1;

  private final OutputStream output;
  private final BlockBuilder block;
  private final BitSet listening = new BitSet(PORTS);

  StateWriter(OutputStream output, BlockBuilder block) {
    this.output = output;
    this.block = block;
  }

  private static int type(String identifier) {
    return EventTable.standard().typeIdentified(identifier).code();
  }

  void write(SystemState state, long nanos) throws IOException {
    writeMachine(state.machine());
    writeInterfaces(state.interfaces().all());
    writeUsers(state.users());
    List<ThreadInfo> threads = threads(state);
    writeThreads(threads);
    for (ThreadInfo thread : threads) {
      thread
          .ownFds()
          .forEach(
              (number, fd) -> {
                if (fd.isServerSocket()) {
                  listening.set(fd.destinationPort());
                }
              });
    }
    for (ThreadInfo thread : threads) {
      writeFds(thread);
    }
    writeContainers(state, nanos);
  }

  /** Those that are really known, in the order of their ids. */
  private static List<ThreadInfo> threads(SystemState state) {
    List<ThreadInfo> threads = new ArrayList<>();
    state
        .threads()
        .forEach(
            (tid, thread) -> {
              if (!thread.isInvalid()) {
                threads.add(thread);
              }
            });
    threads.sort(Comparator.comparingLong(thread -> thread.tid()));
    return threads;
  }

  private void writeMachine(MachineInfo machine) throws IOException {
    block.begin(BlockType.MACHINE_INFO).addInt(machine.cpus()).addLong(machine.memoryBytes());
    block.addLong(machine.maxPid());
    block.addField(machine.hostname().getBytes(StandardCharsets.UTF_8), HOSTNAME_LENGTH);
    block.addLong(machine.bootNanos()).addLong(machine.flags());
    // Two numbers are reserved for times to come.
    block.addLong(0).addLong(0).writeTo(output);
  }

  private void writeInterfaces(List<NetworkInterface> interfaces) throws IOException {
    block.begin(BlockType.INTERFACES_V2);
    for (NetworkInterface each : interfaces) {
      boolean ipv4 = each.address().length == IPV4_LENGTH;
      byte[] name = each.name().getBytes(StandardCharsets.UTF_8);
      int entry = block.beginEntry();
      block.addShort(ipv4 ? IPV4_INTERFACE : IPV6_INTERFACE).addShort(name.length);
      addWhole(each.address());
      addWhole(each.netmask());
      addWhole(each.broadcast());
      // The speed of the link, which nobody asks for.
      block.addLong(0);
      addWhole(name);
      block.endEntry(entry, 0);
    }
    block.writeTo(output);
  }

  private void addWhole(byte[] bytes) {
    block.addBytes(bytes, 0, bytes.length);
  }

  private void writeUsers(UserTable users) throws IOException {
    block.begin(BlockType.USERS_V2);
    for (UserTable.User user : users.users(HOST)) {
      int entry = block.beginEntry();
      block.addByte(USER).addInt((int) user.uid()).addInt((int) user.gid());
      block.addText(user.name()).addText(user.home()).addText(user.shell());
      block.endEntry(entry, Integer.BYTES);
    }
    for (UserTable.Group group : users.groups(HOST)) {
      int entry = block.beginEntry();
      block.addByte(GROUP).addInt((int) group.gid()).addText(group.name());
      block.endEntry(entry, Integer.BYTES);
    }
    block.writeTo(output);
  }

  private void writeThreads(List<ThreadInfo> threads) throws IOException {
    block.begin(BlockType.PROCESSES_V9);
    for (ThreadInfo thread : threads) {
      addThread(thread);
      if (block.length() >= FULL_BLOCK) {
        block.writeTo(output);
        block.begin(BlockType.PROCESSES_V9);
      }
    }
    block.writeTo(output);
  }

  private void addThread(ThreadInfo thread) {
    int entry = block.beginEntry();
    block.addLong(thread.tid()).addLong(thread.pid()).addLong(thread.ptid());
    block.addLong(thread.sid()).addLong(thread.vpgid());
    block
        .addText(thread.comm())
        .addText(thread.exe())
        .addText(thread.exepath())
        .addText(thread.args());
    block.addText(thread.cwd());
    block
        .addLong(thread.fdLimit())
        .addInt(thread.flags())
        .addInt(thread.uid())
        .addInt(thread.gid());
    block
        .addInt((int) thread.vmSizeKb())
        .addInt((int) thread.vmRssKb())
        .addInt((int) thread.vmSwapKb());
    block.addLong(thread.majorFaults()).addLong(thread.minorFaults());
    block.addText(thread.env()).addLong(thread.vtid()).addLong(thread.vpid());
    block.addText(thread.cgroups()).addText(thread.root());
    block.addLong(thread.pidNamespaceStartNanos()).addInt(thread.tty()).addInt(thread.loginUid());
    block.addFlag(thread.isExeWritable());
    block.addLong(thread.capInheritable()).addLong(thread.capPermitted());
    block.addLong(thread.capEffective()).addFlag(thread.isExeUpperLayer());
    block.addLong(thread.exeInode()).addLong(thread.exeInodeChangeNanos());
    block.addLong(thread.exeInodeModificationNanos());
    block.addFlag(thread.isExeFromMemfd()).addFlag(thread.isExeLowerLayer()).addLong(thread.pgid());
    block.endEntry(entry, Integer.BYTES);
  }

  private void writeFds(ThreadInfo thread) throws IOException {
    List<FdInfo> fds = new ArrayList<>();
    thread
        .ownFds()
        .forEach(
            (number, fd) -> {
              if (fd.type() != FdType.UNKNOWN) {
                fds.add(fd);
              }
            });
    if (fds.isEmpty()) {
      return;
    }
    fds.sort(Comparator.comparingLong(fd -> fd.fd()));
    block.begin(BlockType.DESCRIPTORS_V2).addLong(thread.tid());
    for (FdInfo fd : fds) {
      addFd(fd);
      if (block.length() >= FULL_BLOCK) {
        block.writeTo(output);
        block.begin(BlockType.DESCRIPTORS_V2).addLong(thread.tid());
      }
    }
    block.writeTo(output);
  }

  private void addFd(FdInfo fd) {
    int entry = block.beginEntry();
    block.addLong(fd.fd()).addLong(fd.inode()).addByte(fd.type().ordinal());
    switch (fd.type()) {
      case IPV4_SOCKET -> addIpv4Socket(fd);
      case IPV4_SERVER_SOCKET -> {
        addIpv4(fd.destinationLow());
        block.addShort(fd.destinationPort()).addByte(fd.transport().ordinal());
      }
      case IPV6_SOCKET -> {
        addIpv6(fd.sourceHigh(), fd.sourceLow());
        addIpv6(fd.destinationHigh(), fd.destinationLow());
        block
            .addShort(fd.sourcePort())
            .addShort(fd.destinationPort())
            .addByte(fd.transport().ordinal());
      }
      case IPV6_SERVER_SOCKET -> {
        addIpv6(fd.destinationHigh(), fd.destinationLow());
        block.addShort(fd.destinationPort()).addByte(fd.transport().ordinal());
      }
      case UNIX_SOCKET ->
          block.addLong(fd.unixSource()).addLong(fd.unixDestination()).addText(fd.name());
      case FILE_V2 -> block.addInt(fd.openFlags()).addText(fd.name()).addInt(fd.device());
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
          block.addText(fd.name());
    }
    block.endEntry(entry, Integer.BYTES);
  }

  /**
   * A connection that came in is told as the kernel tells it, from its own end: whoever reads it
   * sees by the port that is listened on which end is the server.
   */
  private void addIpv4Socket(FdInfo fd) {
    boolean incoming = fd.isServer() && listening.get(fd.destinationPort());
    addIpv4(incoming ? fd.destinationLow() : fd.sourceLow());
    addIpv4(incoming ? fd.sourceLow() : fd.destinationLow());
    block.addShort(incoming ? fd.destinationPort() : fd.sourcePort());
    block.addShort(incoming ? fd.sourcePort() : fd.destinationPort());
    block.addByte(fd.transport().ordinal());
  }

  /** Addresses stand in network order. */
  private void addIpv4(long address) {
    block.addInt(Integer.reverseBytes((int) address));
  }

  private void addIpv6(long high, long low) {
    block.addLong(Long.reverseBytes(high)).addLong(Long.reverseBytes(low));
  }

  private void writeContainers(SystemState state, long nanos) throws IOException {
    for (byte[] container : state.users().containers()) {
      for (UserTable.User user : state.users().users(container)) {
        writeEvent(
            USER_ADDED,
            nanos,
            number((int) user.uid()),
            number((int) user.gid()),
            text(user.name()),
            text(user.home()),
            text(user.shell()),
            text(container));
      }
      for (UserTable.Group group : state.users().groups(container)) {
        writeEvent(
            GROUP_ADDED, nanos, number((int) group.gid()), text(group.name()), text(container));
      }
    }
    for (ContainerInfo container : state.containers().all()) {
      writeEvent(CONTAINER, nanos, number(0), text(CONTAINER_EVENT), utf8(container.toJson()));
    }
  }

  private void writeEvent(int type, long nanos, byte[]... parameters) throws IOException {
    boolean large = EventLayout.lengthSize(type) == Integer.BYTES;
    int length = EventLayout.HEADER_LENGTH + parameters.length * EventLayout.lengthSize(type);
    for (byte[] parameter : parameters) {
      length += parameter.length;
    }
    block.begin(large ? BlockType.EVENT_V2_LARGE : BlockType.EVENT_V2).addShort(0);
    block.addLong(nanos).addLong(NO_THREAD).addInt(length).addShort(type);
    block.addInt(parameters.length);
    for (byte[] parameter : parameters) {
      if (large) {
        block.addInt(parameter.length);
      } else {
        block.addShort(parameter.length);
      }
    }
    for (byte[] parameter : parameters) {
      addWhole(parameter);
    }
    block.writeTo(output);
  }

  private static byte[] number(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    EventLayout.putInt(bytes, 0, value);
    return bytes;
  }

  /** A text with its end mark, no longer than its length can tell. */
  private static byte[] text(byte[] text) {
    return Arrays.copyOf(text, Math.min(text.length, MAX_TEXT) + 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
