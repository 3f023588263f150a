// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.webhook;

import io.falcoj.benchmarks.auditlog.AuditLogGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An EventList of audit events as a busy cluster has them, in which the audit ids can be set. */
final class EventBody {

  /** Digits of an audit id that are set. */
  static final int ID_LENGTH = 16;

  private static final byte[] ID = "\"auditID\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final int[] ids;

  private EventBody(byte[] bytes, int[] ids) {
    this.bytes = bytes;
    this.ids = ids;
  }

  /** A list of this many events, the same for the same seed. */
  static EventBody of(int events, long seed) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    AuditLogGenerator.load().write(events, seed, lines);
    String list =
        "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
            + lines.toString(StandardCharsets.UTF_8).strip().replace('\n', ',')
            + "]}\n";
    byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[events];
    int found = 0;
    for (int at = 0; found < events; at++) {
      if (Arrays.equals(bytes, at, at + ID.length, ID, 0, ID.length)) {
        ids[found++] = at + ID.length;
      }
    }
    return new EventBody(bytes, ids);
  }

  /** The same text, to be numbered in another way. */
  EventBody copy() {
    return new EventBody(bytes.clone(), ids);
  }

  int events() {
    return ids.length;
  }

  /** The text; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Numbers the events from {@code first} on. */
  void number(long first) {
    for (int i = 0; i < ids.length; i++) {
      long id = first + i;
      for (int digit = 0; digit < ID_LENGTH; digit++) {
        bytes[ids[i] + digit] = HEX[(int) (id >>> (60 - 4 * digit)) & 0xF];
      }
    }
  }
}
