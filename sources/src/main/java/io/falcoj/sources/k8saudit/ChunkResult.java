// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a chunk.
 *
 * @param <R> what its events come to
 */
final class ChunkResult<R> {

  final List<ReadProblem> problems = new ArrayList<>();

  /** Problems beyond those. */
  long untoldProblems;

  /** Events that were evaluated. */
  int events;

  /** Number of the first one. */
  long firstNumber;

  /** Line of the input that the chunk begins with, from 1. */
  long firstLine;

  /** Lines and records of other components. */
  long notAudit;

  @Nullable R result;

  void clear() {
    problems.clear();
    result = null;
  }
}
