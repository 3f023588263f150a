// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.event;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonEvent;
import io.falcoj.json.JsonScanner;
import io.falcoj.json.JsonSyntaxException;
import java.util.Arrays;
import java.util.List;

/**
 * A Kubernetes audit event, re-pointed by its source to the next one. Nothing of it may be kept
 * beyond the event.
 *
 * <p>An event is a JSON object of the kind {@code Event} of {@code audit.k8s.io}, or one that has
 * an {@code auditID} and no kind. When it happened is its {@code stageTimestamp}, else {@code
 * requestReceivedTimestamp}, else (old versions) {@code timestamp}; else what its source knows.
 * Follows the k8saudit plugin 0.17, which insists on {@code kind} outside of lists and on {@code
 * stageTimestamp}.
 */
public final class AuditEvent implements JsonEvent {

  /** Name of the event source. */
  public static final String SOURCE = "k8s_audit";

  /** Falco's words for what is no audit event. */
  public static final String NOT_RECOGNIZED = "data not recognized as a k8s audit event";

  /** Members that say when it happened, best first. */
  public static final List<TopMembers.Name> TIMES =
      List.of(
          TopMembers.Name.STAGE_TIMESTAMP,
          TopMembers.Name.REQUEST_RECEIVED_TIMESTAMP,
          TopMembers.Name.TIMESTAMP);

  private static final byte[] EVENT = {'"', 'E', 'v', 'e', 'n', 't', '"'};
  private static final byte[] GROUP = {'a', 'u', 'd', 'i', 't', '.', 'k', '8', 's', '.', 'i', 'o'};

  private final JsonDocument json = new JsonDocument();
  private long number;
  private long timestampNanos;
  private boolean tokensAreSecrets;

  public AuditEvent() {}

  /**
   * A stand-alone event, for events that come one at a time; allocates. Without a time it is of the
   * beginning of 1970.
   *
   * @param text one event of {@code audit.k8s.io}
   * @param number from 1
   * @throws JsonSyntaxException if the text is not JSON, or not an audit event
   */
  public static AuditEvent parse(byte[] text, long number) throws JsonSyntaxException {
    byte[] bytes = Arrays.copyOf(text, text.length + Long.BYTES);
    JsonScanner scanner = new JsonScanner();
    int start = JsonScanner.skipWhitespace(bytes, 0);
    int end = scanner.scan(bytes, start, text.length);
    if (end == JsonScanner.FAILED) {
      throw new JsonSyntaxException(scanner.reason(), scanner.failure());
    }
    int rest = JsonScanner.skipWhitespace(bytes, end);
    if (rest < text.length) {
      throw new JsonSyntaxException("more text behind the event", rest);
    }
    TopMembers members = new TopMembers();
    members.wrap(bytes, scanner.members(), 0, scanner.memberCount());
    if (!isEvent(bytes, members)) {
      throw new JsonSyntaxException(NOT_RECOGNIZED, start);
    }
    long nanos = timestampNanos(bytes, members);
    AuditEvent event = new AuditEvent();
    event.json.wrap(bytes, start, end, scanner.members(), 0, scanner.memberCount());
    event.point(number, nanos == Rfc3339.INVALID ? 0 : nanos);
    return event;
  }

  /**
   * A stand-alone copy, of the same number and time, in whose text something else stands in the
   * place of some values; allocates.
   *
   * @param nodes values of {@link #json}, in the order of the text, none inside of another
   * @param replacement JSON text of one value
   * @throws IllegalArgumentException if the copy would be longer than {@link
   *     JsonDocument#MAX_LENGTH}
   */
  public AuditEvent copyReplacing(int[] nodes, byte[] replacement) {
    AuditEvent copy = new AuditEvent();
    try {
      copy.json.parse(json.textReplacing(nodes, replacement));
    } catch (JsonSyntaxException e) {
      throw new IllegalArgumentException("the replacement is no JSON value", e);
    }
    copy.point(number, timestampNanos);
    return copy;
  }

  /** Sets what is not in the document that {@link #json} was re-pointed to. */
  public void point(long number, long timestampNanos) {
    this.number = number;
    this.timestampNanos = timestampNanos;
  }

  /** Whether an object says that it is an audit event. */
  public static boolean isEvent(byte[] bytes, TopMembers members) {
    if (!members.has(TopMembers.Name.KIND)) {
      return members.has(TopMembers.Name.AUDIT_ID);
    }
    boolean isOfKind =
        Arrays.equals(
            bytes,
            members.start(TopMembers.Name.KIND),
            members.end(TopMembers.Name.KIND),
            EVENT,
            0,
            EVENT.length);
    return isOfKind
        && (members.has(TopMembers.Name.API_VERSION)
            ? mayBeOfAuditGroup(bytes, members)
            : members.has(TopMembers.Name.AUDIT_ID) || hasTime(members));
  }

  /** The core group has events, too, which tell of other things. What is escaped is not hidden. */
  private static boolean mayBeOfAuditGroup(byte[] bytes, TopMembers members) {
    int from = members.start(TopMembers.Name.API_VERSION) + 1;
    int end = members.end(TopMembers.Name.API_VERSION);
    for (int i = 0; i < GROUP.length; i++) {
      if (from + i >= end || bytes[from + i] != GROUP[i]) {
        return from + i < end && bytes[from + i] == '\\';
      }
    }
    return true;
  }

  private static boolean hasTime(TopMembers members) {
    for (TopMembers.Name name : TIMES) {
      if (members.has(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * When an event says that it happened, in the form of Kubernetes; {@link Rfc3339#INVALID} if it
   * says it otherwise or not.
   */
  public static long timestampNanos(byte[] bytes, TopMembers members) {
    if (members.has(TopMembers.Name.STAGE_TIMESTAMP)) {
      return timestampNanos(bytes, members, TopMembers.Name.STAGE_TIMESTAMP);
    }
    if (members.has(TopMembers.Name.REQUEST_RECEIVED_TIMESTAMP)) {
      return timestampNanos(bytes, members, TopMembers.Name.REQUEST_RECEIVED_TIMESTAMP);
    }
    return timestampNanos(bytes, members, TopMembers.Name.TIMESTAMP);
  }

  private static long timestampNanos(byte[] bytes, TopMembers members, TopMembers.Name name) {
    return members.has(name) && bytes[members.start(name)] == '"'
        ? Rfc3339.parse(bytes, members.start(name) + 1, members.end(name) - 1)
        : Rfc3339.INVALID;
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public long number() {
    return number;
  }

  /** When the stage was reached: {@code stageTimestamp}. */
  @Override
  public long timestampNanos() {
    return timestampNanos;
  }

  @Override
  public int typeCode() {
    return PLUGIN_EVENT;
  }

  /** Says what {@link #tokensAreSecrets()} tells, for this event and those after it. */
  public void setTokensAreSecrets(boolean areSecrets) {
    tokensAreSecrets = areSecrets;
  }

  /**
   * Whether the log, apart from this event, shows that pods get the tokens of their service
   * accounts as secrets. False unless something said so.
   */
  public boolean tokensAreSecrets() {
    return tokensAreSecrets;
  }

  /** The event's text; the same object for every event. */
  @Override
  public JsonDocument json() {
    return json;
  }
}
