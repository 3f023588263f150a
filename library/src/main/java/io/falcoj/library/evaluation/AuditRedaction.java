// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;

/**
 * Makes copies of audit events that hold no secrets, for alerts to print. Replaced are the data of
 * Secrets and ConfigMaps wherever they stand, tokens, values of environment variables and HTTP
 * headers, what is handed to drivers of volumes, values of JSON patches (which may be any of
 * these), and texts with any of them inside. Keys stay.
 */
public final class AuditRedaction {

  /** Stands for what was there. */
  static final String REPLACEMENT = "<redacted>";

  private static final byte[] REPLACEMENT_TEXT = Utf8.bytes('"' + REPLACEMENT + '"');
  private static final int[] EVERYTHING = {JsonDocument.ROOT};

  private AuditRedaction() {}

  /**
   * What to say about a record that could not be read.
   *
   * @param redact whether it is to hold nothing of the record
   */
  public static String message(ReadProblem problem, boolean redact) {
    return redact ? withoutExcerpt(problem).message() : problem.message();
  }

  private static ReadProblem withoutExcerpt(ReadProblem problem) {
    return new ReadProblem(
        problem.kind(),
        problem.file(),
        problem.line(),
        problem.problemLine(),
        problem.column(),
        REPLACEMENT,
        problem.reason());
  }

  /**
   * A copy of the event without secrets, of the same number and time. Where that cannot be made, as
   * it would be too long, nothing is in it: the alert is worth more than what it prints.
   */
  static AuditEvent redact(AuditEvent event) {
    try {
      return event.copyReplacing(ConfidentialValues.of(event.json()), REPLACEMENT_TEXT);
    } catch (RuntimeException e) {
      return replaced(event);
    }
  }

  /** A copy of the event with nothing in it: every field of its document is absent. */
  static AuditEvent replaced(AuditEvent event) {
    return event.copyReplacing(EVERYTHING, REPLACEMENT_TEXT);
  }
}
