// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.benchmarks.auditlog.AuditLogGenerator;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.event.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first events of the log that {@code docs/performance.md} speaks of. */
final class AuditEvents {
  /** Enough for every kind of event to occur. */
  static final int COUNT = 2_000;

  /**
   * Few enough for the cache of a core to hold them decoded: a replay points one event at bytes
   * that were read a moment ago, so they are there, too.
   */
  static final int CACHED = 200;

  private AuditEvents() {}

  /** The events as they stand in the log, without line ends. */
  static byte[][] bytes() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    AuditLogGenerator.load().write(COUNT, AuditLogGenerator.DEFAULT_SEED, log);
    byte[] text = log.toByteArray();
    List<byte[]> events = new ArrayList<>();
    int start = 0;
    for (int end = 0; end < text.length; end++) {
      if (text[end] == '\n') {
        events.add(Arrays.copyOfRange(text, start, end));
        start = end + 1;
      }
    }
    return events.toArray(byte[][]::new);
  }

  /** The first {@code count} events, decoded, each an object of its own. */
  static AuditEvent[] decoded(int count) throws IOException, JsonSyntaxException {
    byte[][] bytes = bytes();
    AuditEvent[] events = new AuditEvent[count];
    for (int i = 0; i < events.length; i++) {
      events[i] = AuditEvent.parse(bytes[i], i + 1L);
    }
    return events;
  }
}
