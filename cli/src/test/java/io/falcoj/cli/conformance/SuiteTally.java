// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli.conformance;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts how the cases of one suite ended. A case is the worst that its checks are. */
final class SuiteTally {

  private final String suite;
  private final int total;
  private final Set<String> unpassed = new HashSet<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<String> different = new HashSet<>();
  private final Map<String, Set<String>> waiting = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  SuiteTally(String suite, int total) {
    this.suite = suite;
    this.total = total;
  }

  void ran(String id) {
    seen.add(id);
  }

  void failed(String id) {
    failed.add(id);
    unpassed.add(id);
  }

  void isKnownDifference(String id) {
    different.add(id);
    unpassed.add(id);
  }

  void waits(String id, String part) {
    waiting.computeIfAbsent(part, unseen -> new HashSet<>()).add(id);
    unpassed.add(id);
  }

  /** The line that the run ends with: {@code psp 68/75, 7 wait for captures}. */
  String line() {
    Set<String> passed = new HashSet<>(seen);
    passed.removeAll(unpassed);
    StringBuilder line = new StringBuilder();
    line.append(suite).append(' ').append(passed.size()).append('/').append(total);
    append(line, failed.size(), "failed");
    append(line, different.size(), "differ as docs/differences.md says");
    waiting.forEach((part, ids) -> append(line, ids.size(), "wait for " + part));
    append(line, total - seen.size(), "not run");
    return line.toString();
  }

  private static void append(StringBuilder line, int count, String what) {
    if (count > 0) {
      line.append(", ").append(count).append(' ').append(what);
    }
  }
}
