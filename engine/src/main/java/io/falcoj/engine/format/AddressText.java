// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.format;

import io.falcoj.engine.Values;

/** Addresses as people write them: {@code 10.0.0.1}, {@code 2001:db8::1}. */
final class AddressText {

  private static final int GROUPS = 8;

  private AddressText() {}

  /** Appends the address at {@code index}. */
  static void append(Values values, int index, StringBuilder text) {
    if (values.lengthAt(index) == 4) {
      appendIpv4(values.longAt(index), text);
    } else {
      appendIpv6(values.highAt(index), values.longAt(index), text);
    }
  }

  private static void appendIpv4(long address, StringBuilder text) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      text.append(address >> shift & 0xFF);
      if (shift > 0) {
        text.append('.');
      }
    }
  }

  /**
   * Follows {@code inet_ntop}: the first of the longest runs of two zero groups or more becomes
   * {@code ::}, and the last four bytes of a mapped or compatible IPv4 address have dots.
   */
  private static void appendIpv6(long high, long low, StringBuilder text) {
    int runStart = -1;
    int runLength = 1;
    int group = 0;
    while (group < GROUPS) {
      int end = group;
      while (end < GROUPS && group(high, low, end) == 0) {
        end++;
      }
      if (end - group > runLength) {
        runStart = group;
        runLength = end - group;
      }
      group = end + 1;
    }
    boolean mapped = runStart == 0 && runLength == 5 && group(high, low, 5) == 0xFFFF;
    boolean compatible = runStart == 0 && runLength == 6;
    group = 0;
    while (group < GROUPS) {
      if (group == runStart) {
        text.append(group == 0 ? "::" : ":");
        group += runLength;
      } else if (group == 6 && (mapped || compatible)) {
        appendIpv4(low & 0xFFFF_FFFFL, text);
        return;
      } else {
        text.append(Integer.toHexString(group(high, low, group)));
        group++;
        if (group < GROUPS) {
          text.append(':');
        }
      }
    }
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (3 - index % 4) * 16 & 0xFFFF);
  }
}
