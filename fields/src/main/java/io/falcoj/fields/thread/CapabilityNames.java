// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.thread;

import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The names of the capabilities of Linux, by their bits. */
final class CapabilityNames {

  private static final List<String> NAMES =
      List.of(
          "CHOWN",
          "DAC_OVERRIDE",
          "DAC_READ_SEARCH",
          "FOWNER",
          "FSETID",
          "KILL",
          "SETGID",
          "SETUID",
          "SETPCAP",
          "LINUX_IMMUTABLE",
          "NET_BIND_SERVICE",
          "NET_BROADCAST",
          "NET_ADMIN",
          "NET_RAW",
          "IPC_LOCK",
          "IPC_OWNER",
          "SYS_MODULE",
          "SYS_RAWIO",
          "SYS_CHROOT",
          "SYS_PTRACE",
          "SYS_PACCT",
          "SYS_ADMIN",
          "SYS_BOOT",
          "SYS_NICE",
          "SYS_RESOURCE",
          "SYS_TIME",
          "SYS_TTY_CONFIG",
          "MKNOD",
          "LEASE",
          "AUDIT_WRITE",
          "AUDIT_CONTROL",
          "SETFCAP",
          "MAC_OVERRIDE",
          "MAC_ADMIN",
          "SYSLOG",
          "WAKE_ALARM",
          "BLOCK_SUSPEND",
          "AUDIT_READ",
          "PERFMON",
          "BPF",
          "CHECKPOINT_RESTORE");

  private static final byte[][] TEXTS =
      NAMES.stream()
          .map(name -> ("CAP_" + name + " ").getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);
  private static final int LONGEST = 25 * TEXTS.length;

  private CapabilityNames() {}

  /** Adds the names of the bits that are set, with blanks between them, as one text. */
  static void add(long capabilities, Values values) {
    int start = values.reserve(LONGEST);
    byte[] target = values.scratch();
    int end = start;
    for (int i = 0; i < TEXTS.length; i++) {
      if ((capabilities >>> i & 1) != 0) {
        System.arraycopy(TEXTS[i], 0, target, end, TEXTS[i].length);
        end += TEXTS[i].length;
      }
    }
    values.addScratch(start, Math.max(0, end - start - 1));
  }
}
