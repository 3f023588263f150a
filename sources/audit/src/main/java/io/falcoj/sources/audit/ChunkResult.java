// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a chunk.
 *
 * @param <R> what its events come to
 */
final class ChunkResult<R> {

  final List<ReadProblem> problems = new ArrayList<>();

  /** What is said of events that were read. */
  final List<ReadNote> notes = new ArrayList<>();

  /** Problems beyond those, by kind. */
  final Map<ReadProblem.Kind, Long> untoldProblems = new EnumMap<>(ReadProblem.Kind.class);

  /** Events that were evaluated. */
  int events;

  /** Number of the first one. */
  long firstNumber;

  /** Line of the input that the chunk begins with, from 1. */
  long firstLine;

  /** Lines and records of other components. */
  long notAudit;

  @Nullable R result;

  /** Records that could not be read. */
  long skipped() {
    return problems.size() + untoldProblems.values().stream().mapToLong(Long::longValue).sum();
  }

  void clear() {
    problems.clear();
    untoldProblems.clear();
    notes.clear();
    result = null;
  }
}
