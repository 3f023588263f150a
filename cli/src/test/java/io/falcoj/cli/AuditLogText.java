// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

/** Audit events for tests, as text. */
final class AuditLogText {

  /** A rule that every event matches; the alert is {@code seen} and the event's audit ID. */
  static final String RULE =
      """
      - rule: Seen
        desc: Every event
        condition: ka.verb exists
        output: seen %jevt.value[/auditID]
        priority: NOTICE
        source: k8s_audit
      """;

  private AuditLogText() {}

  /** An event on one line, without line feed. */
  static String event(String auditId) {
    return event(auditId, "");
  }

  /**
   * An event on one line, without line feed.
   *
   * @param members more of its members, each with a comma in front
   */
  static String event(String auditId, String members) {
    return """
    {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"%s",\
    "stage":"ResponseComplete","requestURI":"/api/v1/pods","verb":"create",\
    "user":{"username":"jane"},"responseStatus":{"code":201},\
    "objectRef":{"resource":"pods","namespace":"shop","name":"web"},\
    "requestReceivedTimestamp":"2026-11-22T08:00:00.000000Z",\
    "stageTimestamp":"2026-11-22T08:00:00.000000Z"%s}\
    """
        .formatted(auditId, members);
  }
}
