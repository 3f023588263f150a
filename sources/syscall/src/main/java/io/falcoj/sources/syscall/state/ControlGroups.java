// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import io.falcoj.engine.text.Utf8;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The control groups of a thread, under the names that people know. */
final class ControlGroups {

  private static final byte[] NOTHING = {};
  private static final byte[] SUFFIX = Utf8.bytes("_cgroup");

  /** A name that the kernel uses inside, and the known one. */
  private static final byte[][][] RENAMED = {
    {Utf8.bytes("perf"), Utf8.bytes("perf_event")},
    {Utf8.bytes("mem"), Utf8.bytes("memory")},
    {Utf8.bytes("io"), Utf8.bytes("blkio")}
  };

  private ControlGroups() {}

  /**
   * Renames the subsystems from the names that the kernel uses inside.
   *
   * @param raw {@code subsystem=path} items, each ended by a zero byte
   * @return the same with other names; null if some item is not of that form
   */
  static byte @Nullable [] normalize(byte[] raw) {
    int length = ThreadInfo.lengthWithoutEnd(raw);
    if (length == 0) {
      return NOTHING;
    }
    AsciiBuilder normal = new AsciiBuilder();
    int start = 0;
    while (start <= length) {
      int end = indexOf((byte) 0, raw, start, length);
      int equals = indexOf((byte) '=', raw, start, end);
      if (equals == end) {
        return null;
      }
      addName(raw, start, equals, normal);
      normal.add(raw, equals, end - equals).add('\0');
      start = end + 1;
    }
    return normal.toBytes();
  }

  private static void addName(byte[] raw, int start, int end, AsciiBuilder normal) {
    int at = normal.length();
    int suffix = suffix(raw, start, end);
    normal.add(raw, start, suffix - start);
    if (suffix < end) {
      int rest = suffix + SUFFIX.length;
      normal.add(raw, rest, end - rest);
    }
    for (byte[][] names : RENAMED) {
      if (Arrays.equals(normal.array(), at, normal.length(), names[0], 0, names[0].length)) {
        normal.setLength(at);
        normal.add(names[1]);
        return;
      }
    }
  }

  /** Where the first suffix begins; {@code end} if there is none. */
  private static int suffix(byte[] raw, int start, int end) {
    for (int i = start; i + SUFFIX.length <= end; i++) {
      if (Arrays.equals(raw, i, i + SUFFIX.length, SUFFIX, 0, SUFFIX.length)) {
        return i;
      }
    }
    return end;
  }

  private static int indexOf(byte wanted, byte[] raw, int start, int end) {
    int index = start;
    while (index < end && raw[index] != wanted) {
      index++;
    }
    return index;
  }
}
