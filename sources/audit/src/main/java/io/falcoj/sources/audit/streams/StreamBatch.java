// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.List;
import java.util.Map;

/**
 * What a piece of an {@link AuditStream} came to.
 *
 * @param result of its events
 * @param events that were evaluated
 * @param seen events that were left out since they had been evaluated before
 * @param problems records that could not be read, in the order of the text
 * @param untoldProblems how many more of each kind there were
 * @param notes what is to be said of events, by the way; no problem
 * @param notAudit lines and records of other components: no problem
 * @param bytes of text, uncompressed
 */
public record StreamBatch<R>(
    R result,
    long events,
    long seen,
    List<ReadProblem> problems,
    Map<ReadProblem.Kind, Long> untoldProblems,
    List<ReadNote> notes,
    long notAudit,
    long bytes) {

  /** How many records could not be read. */
  public long skipped() {
    return problems.size() + untoldProblems.values().stream().mapToLong(Long::longValue).sum();
  }
}
