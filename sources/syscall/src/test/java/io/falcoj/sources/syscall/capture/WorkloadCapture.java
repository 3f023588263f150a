// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * What the programs of a privileged container do, one after another: start, read files, write one,
 * talk to a server, end. The capture of the test data and of the benchmarks.
 */
final class WorkloadCapture {

  private static final int PROGRAMS = 40;
  private static final int FILES = 15;
  private static final int READS = 3;
  private static final long SHELL = 100;
  private static final String CONTAINER = "5e".repeat(32);
  private static final String CGROUPS = "cpu=/docker/" + CONTAINER + "\0";
  private static final byte[] TUPLE = {2, 10, 0, 0, 1, 0x50, 0, 10, 0, 0, 2, (byte) 0xBB, 1};
  private static final byte[] ADDRESS = {2, 10, 0, 0, 2, (byte) 0xBB, 1};
  private static final byte[] DATA = new byte[64];
  private static final byte[] NOTHING = {};

  private WorkloadCapture() {}

  /** The capture, compressed. */
  static byte[] gzip() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
      stream.write(bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /** The capture. */
  static byte[] bytes() {
    CaptureBuilder capture =
        new CaptureBuilder()
            .machine("worker")
            .thread(1, 1, 0, "init", "cpu=/\0")
            .thread(SHELL, SHELL, 1, "sh", CGROUPS)
            .networkInterfaces()
            .users()
            .event("CONTAINER_JSON_2_E", SHELL, container());
    for (int program = 0; program < PROGRAMS; program++) {
      run(capture, SHELL + 1 + program);
    }
    return capture.toBytes();
  }

  private static String container() {
    return "{\"container\":{\"id\":\""
        + CONTAINER.substring(0, 12)
        + "\",\"full_id\":\""
        + CONTAINER
        + "\",\"type\":0,\"name\":\"agent\",\"image\":\"registry.example.org/ops/agent:1.2\","
        + "\"imagerepo\":\"registry.example.org/ops/agent\",\"imagetag\":\"1.2\","
        + "\"privileged\":true}}";
  }

  private static void run(CaptureBuilder capture, long tid) {
    capture
        .event("SYSCALL_CLONE_20_X", SHELL, start(tid, SHELL, 1))
        .event("SYSCALL_CLONE_20_X", tid, start(0, tid, SHELL))
        .event("SYSCALL_EXECVE_19_X", tid, execution(tid));
    for (int file = 0; file < FILES; file++) {
      capture.event("SYSCALL_OPENAT_2_X", tid, 4, -100, "lib/part-" + file, 1, 0, 2049, 12);
      for (int read = 0; read < READS; read++) {
        capture.event("SYSCALL_READ_X", tid, DATA.length, DATA, 4, DATA.length);
      }
      capture.event("SYSCALL_CLOSE_X", tid, 0, 4);
    }
    capture
        .event("SYSCALL_OPENAT_2_X", tid, 4, -100, "/var/log/agent.log", 2, 0644, 2049, 13)
        .event("SYSCALL_WRITE_X", tid, DATA.length, DATA, 4, DATA.length)
        .event("SYSCALL_CLOSE_X", tid, 0, 4)
        .event("SOCKET_SOCKET_X", tid, 4, 2, 1, 6)
        .event("SOCKET_CONNECT_X", tid, 0, TUPLE, 4, ADDRESS)
        .event("SOCKET_SENDTO_X", tid, DATA.length, DATA, 4, DATA.length, NOTHING)
        .event("SOCKET_RECVFROM_X", tid, DATA.length, DATA, NOTHING, 4, DATA.length)
        .event("SYSCALL_CLOSE_X", tid, 0, 4)
        .event("PROCEXIT_1_E", tid, 0, 0, 0, 0, SHELL);
  }

  private static Object[] start(long child, long tid, long parent) {
    return new Object[] {
      child,
      "/bin/sh",
      utf8("-c\0agent\0"),
      tid,
      tid,
      parent,
      "/srv",
      1024,
      0,
      9,
      1024,
      512,
      0,
      "sh",
      utf8(CGROUPS),
      0,
      1000,
      1000,
      tid,
      tid,
      1
    };
  }

  private static Object[] execution(long tid) {
    return new Object[] {
      0,
      "/usr/bin/agent",
      utf8("--once\0/srv/data\0"),
      tid,
      tid,
      SHELL,
      "/srv",
      1024,
      0,
      9,
      2048,
      1024,
      0,
      "agent",
      utf8(CGROUPS),
      utf8("HOME=/srv\0"),
      0,
      tid,
      1000,
      1,
      0,
      0,
      0,
      7,
      8,
      9,
      1000,
      "/usr/bin/agent",
      tid,
      1000,
      NOTHING
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
