// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

/** What a file descriptor stands for; constants in the order of the numbers of captures. */
public enum FdType {
  UNKNOWN,
  FILE,
  DIRECTORY,
  IPV4_SOCKET,
  IPV6_SOCKET,
  IPV4_SERVER_SOCKET,
  IPV6_SERVER_SOCKET,
  FIFO,
  UNIX_SOCKET,
  EVENT,
  UNSUPPORTED,
  SIGNALFD,
  EVENTPOLL,
  INOTIFY,
  TIMERFD,
  NETLINK,
  FILE_V2,
  BPF,
  USERFAULTFD,
  IO_URING,
  MEMFD,
  PIDFD
}
