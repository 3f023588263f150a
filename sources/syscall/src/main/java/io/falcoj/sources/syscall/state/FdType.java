// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;

/** What a file descriptor stands for; constants in the order of the numbers of captures. */
public enum FdType {
  UNKNOWN('o', "<NA>"),
  FILE('f', "file"),
  DIRECTORY('d', "directory"),
  IPV4_SOCKET('4', "ipv4"),
  IPV6_SOCKET('6', "ipv6"),
  IPV4_SERVER_SOCKET('4', "ipv4"),
  IPV6_SERVER_SOCKET('6', "ipv6"),
  FIFO('p', "pipe"),
  UNIX_SOCKET('u', "unix"),
  EVENT('e', "event"),
  UNSUPPORTED('X', "<NA>"),
  SIGNALFD('s', "signalfd"),
  EVENTPOLL('l', "eventpoll"),
  INOTIFY('i', "inotify"),
  TIMERFD('t', "timerfd"),
  NETLINK('n', "netlink"),
  FILE_V2('f', "file"),
  BPF('b', "bpf"),
  USERFAULTFD('u', "userfaultfd"),
  IO_URING('r', "io_uring"),
  MEMFD('m', "memfd"),
  PIDFD('P', "pidfd");

  private final char letter;
  private final byte[] text;

  FdType(char letter, String text) {
    this.letter = letter;
    this.text = text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The letter that {@code fd.typechar} prints. */
  public char letter() {
    return letter;
  }

  /** The word that {@code fd.type} prints; must not be changed. */
  public byte[] text() {
    return text;
  }
}
