// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the id of the container that a thread runs in, from the names of its control groups. Knows
 * the layouts of docker, containerd, CRI-O and podman, with and without systemd. Follows the
 * container plugin of Falco 0.44.
 */
final class ContainerIds {

  private static final int FULL_LENGTH = 64;
  private static final int SHOWN_LENGTH = 12;
  private static final byte[] NONE = {};

  /** What stands before and behind the id in the name of a control group. */
  private record Layout(byte[] prefix, byte[] suffix) {
    static Layout of(String prefix, String suffix) {
      return new Layout(
          prefix.getBytes(StandardCharsets.US_ASCII), suffix.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static final List<Layout> LAYOUTS =
      List.of(
          Layout.of("/libpod-payload-", ".scope/container"),
          Layout.of("/libpod-payload-", ".scope"),
          Layout.of("/libpod-payload-", ""),
          Layout.of("/libpod-", ".scope/container"),
          Layout.of("/libpod-", ".scope"),
          Layout.of("/libpod-", ""),
          Layout.of("/docker-", ".scope"),
          Layout.of("/cri-containerd-", ".scope"),
          Layout.of("/crio-", ".scope"),
          Layout.of("/nerdctl-", ".scope"),
          Layout.of("/crio-", ""),
          Layout.of(":cri-containerd:", ""),
          Layout.of("/", ""));

  private ContainerIds() {}

  /**
   * Looks through the control groups of a thread.
   *
   * @param cgroups {@code subsystem=/path} items, each ended by a zero byte
   * @return the first 12 characters of the id; empty outside of containers
   */
  static byte[] find(byte[] cgroups) {
    int start = 0;
    while (start < cgroups.length) {
      int end = start;
      while (end < cgroups.length && cgroups[end] != 0) {
        end++;
      }
      byte[] id = findIn(cgroups, start, end);
      if (id.length > 0) {
        return id;
      }
      start = end + 1;
    }
    return NONE;
  }

  private static byte[] findIn(byte[] text, int start, int end) {
    if (end - start < FULL_LENGTH) {
      return NONE;
    }
    for (Layout layout : LAYOUTS) {
      int idEnd = end - layout.suffix.length;
      int idStart = idEnd - FULL_LENGTH;
      int prefixStart = idStart - layout.prefix.length;
      if (prefixStart >= start
          && matches(text, prefixStart, layout.prefix)
          && matches(text, idEnd, layout.suffix)
          && isHex(text, idStart, idEnd)) {
        return Arrays.copyOfRange(text, idStart, idStart + SHOWN_LENGTH);
      }
    }
    return NONE;
  }

  private static boolean matches(byte[] text, int offset, byte[] expected) {
    return Arrays.equals(text, offset, offset + expected.length, expected, 0, expected.length);
  }

  private static boolean isHex(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.digit(text[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
