// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import io.falcoj.engine.Event;
import java.util.Arrays;

/**
 * A Kubernetes audit event, re-pointed by its source to the next one. Nothing of it may be kept
 * beyond the event.
 *
 * <p>An event is a JSON object whose {@code kind} is {@code Event}, or that has an {@code auditID}
 * and no kind, and that says when it happened: {@code stageTimestamp}, else {@code
 * requestReceivedTimestamp}, else (old versions) {@code timestamp}. Follows the k8saudit plugin
 * 0.17, which insists on {@code kind} outside of lists and on {@code stageTimestamp}.
 */
public final class AuditEvent implements Event {

  /** Name of the event source. */
  public static final String SOURCE = "k8s_audit";

  /** Falco's words for what is no audit event. */
  static final String NOT_RECOGNIZED = "data not recognized as a k8s audit event";

  /** The same for what would be one if it had a time. */
  static final String WITHOUT_TIME = NOT_RECOGNIZED + ": it has no valid stageTimestamp";

  private static final byte[] EVENT = {'"', 'E', 'v', 'e', 'n', 't', '"'};

  private final JsonDocument json = new JsonDocument();
  private long number;
  private long timestampNanos;

  AuditEvent() {}

  /**
   * A stand-alone event, for events that come one at a time; allocates.
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
    long timestampNanos = timestampNanos(bytes, members);
    if (timestampNanos == Rfc3339.INVALID) {
      throw new JsonSyntaxException(WITHOUT_TIME, start);
    }
    AuditEvent event = new AuditEvent();
    event.json.wrap(bytes, start, end, scanner.members(), 0, scanner.memberCount());
    event.point(number, timestampNanos);
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
  void point(long number, long timestampNanos) {
    this.number = number;
    this.timestampNanos = timestampNanos;
  }

  /** Whether an object says that it is an audit event. */
  static boolean isEvent(byte[] bytes, TopMembers members) {
    if (!members.has(TopMembers.Name.KIND)) {
      return members.has(TopMembers.Name.AUDIT_ID);
    }
    return Arrays.equals(
        bytes,
        members.start(TopMembers.Name.KIND),
        members.end(TopMembers.Name.KIND),
        EVENT,
        0,
        EVENT.length);
  }

  /** When an event happened; {@link Rfc3339#INVALID} if it does not say. */
  static long timestampNanos(byte[] bytes, TopMembers members) {
    long nanos = timestampNanos(bytes, members, TopMembers.Name.STAGE_TIMESTAMP);
    if (nanos == Rfc3339.INVALID) {
      nanos = timestampNanos(bytes, members, TopMembers.Name.REQUEST_RECEIVED_TIMESTAMP);
    }
    return nanos == Rfc3339.INVALID
        ? timestampNanos(bytes, members, TopMembers.Name.TIMESTAMP)
        : nanos;
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

  /** The event's text; the same object for every event. */
  public JsonDocument json() {
    return json;
  }
}
