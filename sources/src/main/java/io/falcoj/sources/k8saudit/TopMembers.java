// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which members a scanned object has, of those that tell audit events and the envelopes of clouds
 * apart; of several with one key it is the last. Re-pointed to the next object.
 *
 * <p>Not thread-safe.
 */
final class TopMembers {

  /** A member that means something. */
  enum Name {
    KIND("kind"),
    AUDIT_ID("auditID"),
    STAGE_TIMESTAMP("stageTimestamp"),
    REQUEST_RECEIVED_TIMESTAMP("requestReceivedTimestamp"),
    /** Of {@code v1alpha1} and {@code v1beta1}, and of entries in cloud logs. */
    TIMESTAMP("timestamp"),
    /** Of an EventList, and of any list of Kubernetes. */
    ITEMS("items"),
    /** EKS: a subscription's batch. */
    LOG_EVENTS("logEvents"),
    /** EKS: what {@code filter-log-events} prints. */
    EVENTS("events"),
    /** EKS: a log event as text. */
    MESSAGE("message"),
    /** AKS: a batch of diagnostic records. */
    RECORDS("records"),
    /** AKS: of a diagnostic record. */
    PROPERTIES("properties"),
    /** AKS: of its properties, the event. Docker: of a line. */
    LOG("log"),
    /** GKE: of a log entry, the audit record. */
    PROTO_PAYLOAD("protoPayload"),
    /** GKE: of every log entry. */
    LOG_NAME("logName"),
    /** AKS: of every diagnostic record. */
    CATEGORY("category");

    private final byte[] key;

    Name(String key) {
      this.key = key.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Members that hold records. */
  private static final Name[] LISTS = {Name.ITEMS, Name.LOG_EVENTS, Name.EVENTS, Name.RECORDS};

  /** Members that hold one record, as text or as it is. */
  private static final Name[] ENVELOPES = {Name.MESSAGE, Name.PROPERTIES, Name.LOG};

  private static final Name[][] BY_LENGTH = byLength();
  private static final int ABSENT = -1;

  private final int[] found = new int[Name.values().length];
  private int[] members = {};

  /** Looks at the members from {@code first} to {@code end}, counted in members, of a table. */
  void wrap(byte[] bytes, int[] members, int first, int end) {
    this.members = members;
    Arrays.fill(found, ABSENT);
    for (int member = first; member < end; member++) {
      int table = member * JsonScanner.STRIDE;
      int length = members[table + JsonScanner.KEY_LENGTH];
      if (length >= 0) {
        if (length < BY_LENGTH.length) {
          note(bytes, members[table + JsonScanner.KEY_START], BY_LENGTH[length], table);
        }
      } else {
        noteEscaped(bytes, members[table + JsonScanner.KEY_START], ~length, table);
      }
    }
  }

  boolean has(Name name) {
    return found[name.ordinal()] != ABSENT;
  }

  /** Where the value of a member that is there begins. */
  int start(Name name) {
    return members[found[name.ordinal()] + JsonScanner.VALUE_START];
  }

  /** Where the value of a member that is there ends. */
  int end(Name name) {
    return members[found[name.ordinal()] + JsonScanner.VALUE_END];
  }

  /** The member that holds records; null if there is none. */
  @Nullable Name list(byte[] bytes) {
    for (Name name : LISTS) {
      if (has(name) && bytes[start(name)] == '[') {
        return name;
      }
    }
    return null;
  }

  /** The member that holds one record, as text or as it is; null if there is none. */
  @Nullable Name envelope(byte[] bytes) {
    for (Name name : ENVELOPES) {
      if (has(name) && (bytes[start(name)] == '"' || bytes[start(name)] == '{')) {
        return name;
      }
    }
    return null;
  }

  private void note(byte[] bytes, int from, Name[] candidates, int table) {
    for (Name name : candidates) {
      int length = name.key.length;
      if (Arrays.equals(bytes, from, from + length, name.key, 0, length)) {
        found[name.ordinal()] = table;
      }
    }
  }

  private void noteEscaped(byte[] bytes, int from, int length, int table) {
    for (Name[] candidates : BY_LENGTH) {
      for (Name name : candidates) {
        if (JsonStrings.unescapedEquals(bytes, from, from + length, name.key)) {
          found[name.ordinal()] = table;
        }
      }
    }
  }

  private static Name[][] byLength() {
    int longest = 0;
    for (Name name : Name.values()) {
      longest = Math.max(longest, name.key.length);
    }
    Name[][] table = new Name[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      table[length] =
          Arrays.stream(Name.values())
              .filter(name -> name.key.length == wanted)
              .toArray(Name[]::new);
    }
    return table;
  }
}
