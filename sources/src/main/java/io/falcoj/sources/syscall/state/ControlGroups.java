// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The control groups of a thread, under the names that people know. */
final class ControlGroups {

  private static final byte[] NOTHING = {};
  private static final String SUFFIX = "_cgroup";

  private ControlGroups() {}

  /**
   * Renames the subsystems from the names that the kernel uses inside.
   *
   * @param raw {@code subsystem=path} items, each ended by a zero byte
   * @return the same with other names; empty if some item is not of that form
   */
  static byte[] normalize(byte[] raw) {
    int length = ThreadInfo.lengthWithoutEnd(raw);
    if (length == 0) {
      return NOTHING;
    }
    String text = new String(raw, 0, length, StandardCharsets.ISO_8859_1);
    List<String> items = new ArrayList<>();
    for (String item : text.split("\0", -1)) {
      int equals = item.indexOf('=');
      if (equals < 0) {
        return NOTHING;
      }
      items.add(name(item.substring(0, equals)) + item.substring(equals));
    }
    return (String.join("\0", items) + "\0").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String name(String subsystem) {
    int suffix = subsystem.indexOf(SUFFIX);
    String name =
        suffix < 0
            ? subsystem
            : subsystem.substring(0, suffix) + subsystem.substring(suffix + SUFFIX.length());
    return switch (name) {
      case "perf" -> "perf_event";
      case "mem" -> "memory";
      case "io" -> "blkio";
      default -> name;
    };
  }
}
