// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import io.falcoj.engine.Event;

/**
 * A Kubernetes audit event, re-pointed by its source to the next one. Nothing of it may be kept
 * beyond the event.
 */
public final class AuditEvent implements Event {

  /** Name of the event source. */
  public static final String SOURCE = "k8s_audit";

  private final JsonDocument json = new JsonDocument();
  private long number;
  private long timestampNanos;

  AuditEvent() {}

  /**
   * A stand-alone event.
   *
   * @param text one event of {@code audit.k8s.io}
   * @param number from 1
   * @throws JsonSyntaxException if the text is not JSON, or not an audit event
   */
  public static AuditEvent parse(byte[] text, long number) throws JsonSyntaxException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public long number() {
    return number;
  }

  /** The time at which the stage was reached ({@code stageTimestamp}). */
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
