// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.Collection;
import java.util.List;

/** User or group ids, or host ports: from {@code min} to {@code max}, both included. */
record IdRange(long min, long max) {

  /** Whether no number lies in it. */
  boolean isEmpty() {
    return min > max;
  }

  /** The range as a value of a condition, where {@code "min:max"} stands for all of them. */
  String toValue() {
    return min == max ? Long.toString(min) : min + ":" + max;
  }

  /** The ranges that hold a number, as values of a condition. */
  static List<String> values(Collection<IdRange> ranges) {
    return ranges.stream().filter(range -> !range.isEmpty()).map(IdRange::toValue).toList();
  }

  /** The range for people. */
  String toText() {
    return min == max ? Long.toString(min) : min + "-" + max;
  }
}
