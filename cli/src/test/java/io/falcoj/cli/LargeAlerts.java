// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events whose alerts have some megabytes, and what became of the alerts. Each alert holds its
 * event's id and a text that follows from it, so that it is known whole when it is. Thread-safe.
 */
final class LargeAlerts {

  /** What the alerts of these events look like. */
  static final String RULE =
      """
      - rule: Large
        desc: Every event, with all that it holds
        condition: ka.verb exists
        output: begin %jevt.value[/auditID] %jevt.value[/requestObject/data] end
        priority: NOTICE
        source: k8s_audit
      """;

  private static final int SHORTEST = 3_000_000;
  private static final int LONGEST = 12_000_000;

  private final Random random;
  private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  LargeAlerts(long seed) {
    random = new Random(seed);
  }

  /** An event that was not there yet. */
  synchronized String newId() {
    String id = "event-" + lengths.size();
    lengths.put(id, SHORTEST + random.nextInt(LONGEST - SHORTEST));
    return id;
  }

  /** A number of bytes, that of one alert or a few. */
  synchronized long someBytes() {
    return 1 + random.nextInt(LONGEST);
  }

  String event(String id) {
    return AuditLogText.event(id, ",\"requestObject\":{\"data\":\"" + data(id) + "\"}");
  }

  private String data(String id) {
    int length = lengths.getOrDefault(id, 0);
    return ("<" + id + ">").repeat(length / (id.length() + 2));
  }

  /** The event was answered with 200. */
  void answered(String id) {
    answered.add(id);
  }

  Set<String> answered() {
    return answered;
  }

  /**
   * The event of an alert.
   *
   * @return "" if it is the beginning of an alert, or nothing
   * @throws AssertionError if it is neither that nor a whole alert
   */
  String idOf(byte[] alert) {
    String text = new String(alert, StandardCharsets.ISO_8859_1);
    int begin = text.indexOf("begin ");
    if (begin < 0) {
      return "";
    }
    int space = text.indexOf(' ', begin + 6);
    if (space < 0) {
      return "";
    }
    String id = text.substring(begin + 6, space);
    String expected = data(id) + " end";
    String found = text.substring(space + 1);
    if (expected.equals(found)) {
      return id;
    }
    if (expected.startsWith(found)) {
      return "";
    }
    int at = Arrays.mismatch(expected.toCharArray(), found.toCharArray());
    throw new AssertionError(
        "the alert of %s is neither whole nor cut: it has %d characters, from %d on: %.200s"
            .formatted(id, found.length(), at, found.substring(at)));
  }
}
