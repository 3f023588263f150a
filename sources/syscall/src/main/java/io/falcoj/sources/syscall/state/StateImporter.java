// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.PrintableText;

/**
 * Takes over the state of a machine as a recording or the system itself tells it at the start:
 * threads, files, users. Follows what libs 0.25 makes of it.
 */
public final class StateImporter {

  private static final byte[] NOTHING = {};

  private final SystemState state;
  private final AsciiBuilder text = new AsciiBuilder();
  private final LongTable<FdInfo> listening = new LongTable<>();

  public StateImporter(SystemState state) {
    this.state = state;
  }

  /** Takes over a thread. */
  public void thread(ThreadInfo thread) {
    thread.comm = PrintableText.sanitize(thread.comm);
    thread.exe = PrintableText.sanitize(thread.exe);
    thread.setArgs(thread.args);
    thread.setExepath(thread.exepath);
    byte[] cgroups = ControlGroups.normalize(thread.cgroups);
    thread.cgroups = cgroups == null ? NOTHING : cgroups;
    state.assignContainer(thread);
    byte[] directory = thread.cwd;
    thread.cwd = NOTHING;
    if (thread.isMain()) {
      thread.changeDirectory(directory);
    } else {
      thread.env = NOTHING;
    }
    state.threads().addUntied(thread);
  }

  /** Takes over an open file of a thread that was taken over before. */
  public void fd(long tid, FdInfo fd) {
    ThreadInfo thread = state.threads().get(tid);
    if (thread == null) {
      return;
    }
    text.clear();
    switch (fd.type) {
      case IPV4_SOCKET -> connected(fd);
      case IPV6_SOCKET -> {
        if (SocketAddress.isIpv4(fd.sourceHigh, fd.sourceLow)
            && SocketAddress.isIpv4(fd.destinationHigh, fd.destinationLow)) {
          fd.type = FdType.IPV4_SOCKET;
          fd.sourceLow &= 0xFFFFFFFFL;
          fd.destinationLow &= 0xFFFFFFFFL;
        }
        connected(fd);
      }
      case IPV4_SERVER_SOCKET -> {
        text.addIpv4(fd.destinationLow).add(':').addUnsigned(fd.destinationPort, 10);
        fd.name = text.toBytes();
        listening.put(fd.destinationPort, fd);
      }
      case IPV6_SERVER_SOCKET -> {
        text.addIpv6(fd.destinationHigh, fd.destinationLow)
            .add(':')
            .addUnsigned(fd.destinationPort, 10);
        fd.name = text.toBytes();
        listening.put(fd.destinationPort, fd);
      }
      case UNIX_SOCKET -> {
        fd.client = fd.name.length == 0;
        fd.server = !fd.client;
      }
      default -> {}
    }
    thread.ownFds().put(fd.fd, fd);
  }

  private void connected(FdInfo fd) {
    fd.connected = fd.transport == FdInfo.Transport.TCP;
    if (fd.type == FdType.IPV4_SOCKET) {
      state.interfaces().complete(fd);
    }
    nameByEnds(fd);
  }

  private void nameByEnds(FdInfo fd) {
    text.clear();
    if (fd.type == FdType.IPV4_SOCKET) {
      text.addIpv4(fd.sourceLow).add(':').addUnsigned(fd.sourcePort, 10);
      text.add("->").addIpv4(fd.destinationLow).add(':').addUnsigned(fd.destinationPort, 10);
    } else {
      text.addIpv6(fd.sourceHigh, fd.sourceLow).add(':').addUnsigned(fd.sourcePort, 10);
      text.add("->").addIpv6(fd.destinationHigh, fd.destinationLow);
      text.add(':').addUnsigned(fd.destinationPort, 10);
    }
    fd.name = text.toBytes();
  }

  /** Says when the pid namespace of a process that was taken over began. */
  public void pidNamespaceStart(ThreadInfo process, long nanos) {
    ThreadGroup group = process.group();
    if (group != null) {
      group.threads().forEach(thread -> thread.pidNamespaceStartNanos = nanos);
    }
  }

  /** Ties everything together once all was taken over. */
  public void finish() {
    state.threads().tieAll();
    state.threads().forEach((tid, thread) -> thread.ownFds().forEach((number, fd) -> role(fd)));
    listening.clear();
  }

  /** Ties one thread to the others once it and its files were taken over. */
  public void finish(ThreadInfo thread) {
    state.threads().tie(thread);
    thread.ownFds().forEach((number, fd) -> role(fd));
    listening.clear();
  }

  /** A connection from a port that is listened on came in: its first end is the peer. */
  private void role(FdInfo fd) {
    if (fd.type != FdType.IPV4_SOCKET) {
      return;
    }
    if (listening.get(fd.sourcePort) == null) {
      fd.client = true;
    } else {
      fd.swapEnds();
      nameByEnds(fd);
      fd.server = true;
    }
  }
}
