// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import java.nio.charset.StandardCharsets;

/** A capture of a few kilobytes with a block of every kind and an event for most of the state. */
final class SampleCapture {

  /** How many events it yields. */
  static final int EVENTS = 33;

  private static final long TID = 100;
  private static final byte[] NOTHING = {};
  private static final byte[] IPV4_TUPLE = {2, 10, 0, 0, 1, 0x50, 0, 10, 0, 0, 2, (byte) 0xBB, 1};
  private static final byte[] IPV4_ADDRESS = {2, 10, 0, 0, 2, (byte) 0xBB, 1};

  private SampleCapture() {}

  static byte[] bytes() {
    CaptureBuilder capture =
        new CaptureBuilder()
            .machine("host")
            .thread(1, 1, 0, "init", "cpu_cgroup=/\0")
            .thread(TID, TID, 1, "sh", "mem_cgroup=/docker/" + "0a".repeat(32) + "\0")
            .oldThread(200, "old")
            .descriptors(TID)
            .networkInterfaces()
            .users();
    addFiles(capture);
    addSockets(capture);
    addProcesses(capture);
    addOldForms(capture);
    return capture.toBytes();
  }

  private static void addFiles(CaptureBuilder capture) {
    capture
        .event("SYSCALL_READ_X", TID, 3, utf8("data"), 3, 4)
        .event("SYSCALL_OPENAT_2_X", TID, 8, -100, "../a//b", 1, 0, 2049, 12)
        .event("SYSCALL_OPEN_BY_HANDLE_AT_X", TID, 9, 3, 1, "/x", 0, 0)
        .event("SYSCALL_DUP3_X", TID, 10, 8, 10, 0)
        .event("SYSCALL_FCNTL_X", TID, 11, 8, 1)
        .event("SYSCALL_PIPE2_X", TID, 0, 12, 13, 77, 0)
        .event("SYSCALL_MEMFD_CREATE_X", TID, 14, "mem", 1)
        .event("SYSCALL_CHDIR_X", TID, 0, "sub")
        .event("SYSCALL_RENAMEAT2_X", TID, 0, -100, "a", 3, "b", 0)
        .event("SYSCALL_CLOSE_X", TID, 0, 10);
  }

  private static void addSockets(CaptureBuilder capture) {
    capture
        .event("SOCKET_SOCKET_X", TID, 15, 2, 1, 6)
        .event("SOCKET_CONNECT_X", TID, 0, IPV4_TUPLE, 15, IPV4_ADDRESS)
        .event("SOCKET_BIND_X", TID, 0, IPV4_ADDRESS, 4)
        .event("SOCKET_ACCEPT_5_X", TID, 16, IPV4_TUPLE, 0, 0, 5)
        .event("SOCKET_SOCKETPAIR_X", TID, 0, 17, 18, 1, 2, 1, 1, 0)
        .event("SOCKET_SENDTO_X", TID, 4, utf8("data"), 15, 4, IPV4_TUPLE)
        .event("SOCKET_RECVMSG_X", TID, 4, 4, utf8("data"), IPV4_TUPLE, new byte[24], 15);
  }

  private static void addProcesses(CaptureBuilder capture) {
    capture
        .event("SYSCALL_CLONE_20_X", TID, processStart(101))
        .event("SYSCALL_CLONE_20_X", 101, processStart(0))
        .event("SYSCALL_EXECVE_19_X", 101, execution())
        .event("SYSCALL_PRCTL_X", 101, 0, 15, "renamed", 0)
        .event("SYSCALL_SETRESUID_X", 101, 0, 0, 0, 0)
        .event("SYSCALL_CAPSET_X", 101, 0, 1, 2, 3)
        .event("SYSCALL_SETNS_X", 101, 0, 3, 0)
        .event("SYSCALL_PRLIMIT_X", 101, 0, 1, 2, 3, 4, 101, 7)
        .event("SCHEDSWITCH_6_E", TID, 101, 0, 0, 0, 0, 0)
        .event(
            "CONTAINER_JSON_2_E", TID, "{\"container\":{\"id\":\"0a0a0a0a0a0a\",\"name\":\"n\"}}")
        .event("ASYNCEVENT_E", 0, 0, "container", utf8("{\"container\":{\"id\":\"b\"}}"))
        .event("PROCEXIT_1_E", 101, 0, 0, 0, 0, 1);
  }

  private static void addOldForms(CaptureBuilder capture) {
    capture
        .event("SYSCALL_OPEN_E", TID, "/old", 1, 0)
        .event("SYSCALL_OPEN_X", TID, 19, "/old", 1, 0)
        .oldEvent("SYSCALL_CLOSE_E", TID, 19)
        .oldEvent("SYSCALL_CLOSE_X", TID, 0)
        .oldEvent("CONTAINER_E", TID, "0a0a0a0a0a0a", 0, "n", "i")
        .event("GENERIC_X", TID, 3, 3);
  }

  private static Object[] processStart(long child) {
    return new Object[] {
      child,
      "sh",
      utf8("-c\0"),
      child == 0 ? 101 : TID,
      child == 0 ? 101 : TID,
      child == 0 ? TID : 1,
      "/",
      1024,
      0,
      0,
      1,
      1,
      0,
      "sh",
      utf8("cpu=/\0"),
      0,
      1000,
      1000,
      child == 0 ? 101 : TID,
      child == 0 ? 101 : TID,
      1
    };
  }

  private static Object[] execution() {
    return new Object[] {
      0,
      "ls",
      utf8("-l\0"),
      101,
      101,
      TID,
      "/",
      1024,
      0,
      0,
      1,
      1,
      0,
      "ls",
      utf8("cpu=/\0"),
      utf8("A=b\0"),
      0,
      1,
      1000,
      1,
      1,
      2,
      3,
      7,
      8,
      9,
      1000,
      "/bin/ls",
      101,
      1000,
      NOTHING
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
