// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.event;

import io.falcoj.json.JsonScanner;
import io.falcoj.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Which members a scanned object has, of those that tell audit events and the envelopes of clouds
 * apart; of several with one key it is the last. Re-pointed to the next object.
 *
 * <p>Not thread-safe.
 */
public final class TopMembers {

  /** A member that means something. */
  public enum Name {
    KIND("kind"),
    API_VERSION("apiVersion"),
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
    /** AKS: a batch of diagnostic records. */
    RECORDS("records"),
    /** EKS: a log event as text. Of log entries of many programs. */
    MESSAGE("message"),
    /** Of a line that a component of Kubernetes logs as JSON. */
    MSG("msg"),
    /** AKS: of an entry's properties. Docker: of a line. */
    LOG("log"),
    /** GKE: of a log entry, the audit record. */
    PROTO_PAYLOAD("protoPayload"),
    /** GKE: of every log entry. */
    LOG_NAME("logName"),
    /** AKS: of every diagnostic record. */
    CATEGORY("category"),
    /** AKS: of an event that was made a row of a table. */
    AUDIT_ID_COLUMN("AuditId"),
    REQUEST_URI_COLUMN("RequestUri");

    private final byte[] key;

    Name(String key) {
      this.key = key.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Members that hold records; where they are empty there was nothing to record. */
  private static final Name[] BATCHES = {Name.LOG_EVENTS, Name.EVENTS, Name.RECORDS};

  /** Members by which entries are known that programs log. */
  private static final Name[] OF_LOG_ENTRIES = {
    Name.MESSAGE, Name.MSG, Name.LOG, Name.LOG_NAME, Name.CATEGORY
  };

  private static final byte[] LIST_KIND = {'L', 'i', 's', 't', '"'};

  private static final Name[][] BY_LENGTH = byLength();
  private static final int ABSENT = -1;

  private final int[] found = new int[Name.values().length];
  private int[] members = {};

  /** Looks at the members from {@code first} to {@code end}, counted in members, of a table. */
  public void wrap(byte[] bytes, int[] members, int first, int end) {
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

  public boolean has(Name name) {
    return found[name.ordinal()] != ABSENT;
  }

  /** Where the value of a member that is there begins. */
  public int start(Name name) {
    return members[found[name.ordinal()] + JsonScanner.VALUE_START];
  }

  /** Where the value of a member that is there ends. */
  public int end(Name name) {
    return members[found[name.ordinal()] + JsonScanner.VALUE_END];
  }

  /** Whether the object is a list of Kubernetes: its items may be audit events. */
  public boolean isKubernetesList(byte[] bytes) {
    if (!has(Name.ITEMS) || bytes[start(Name.ITEMS)] != '[') {
      return false;
    }
    if (!has(Name.KIND)) {
      return true;
    }
    int end = end(Name.KIND);
    int from = Math.max(start(Name.KIND), end - LIST_KIND.length);
    return Arrays.equals(bytes, from, end, LIST_KIND, 0, LIST_KIND.length);
  }

  /** Whether the object is one of Kubernetes. */
  public boolean isKubernetesObject() {
    return has(Name.KIND) && has(Name.API_VERSION);
  }

  /** Whether the object is an entry in a log. */
  public boolean isLogEntry() {
    for (Name name : OF_LOG_ENTRIES) {
      if (has(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the object is a batch of records without any. */
  public boolean isEmptyBatch(byte[] bytes) {
    for (Name name : BATCHES) {
      if (has(name)
          && bytes[start(name)] == '['
          && bytes[JsonScanner.skipWhitespace(bytes, start(name) + 1)] == ']') {
        return true;
      }
    }
    return false;
  }

  private void note(byte[] bytes, int from, Name[] candidates, int table) {
    for (Name name : candidates) {
      int length = name.key.length;
      // Most names differ in their first byte.
      if (bytes[from] == name.key[0]
          && Arrays.equals(bytes, from, from + length, name.key, 0, length)) {
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
