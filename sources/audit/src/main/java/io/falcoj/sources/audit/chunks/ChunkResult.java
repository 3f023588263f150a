// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
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
public final class ChunkResult<R> {

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

  /** What could not be read, in order; valid until the chunk is evaluated again. */
  public List<ReadProblem> problems() {
    return problems;
  }

  /** How many problems there were beyond those, by kind. */
  public Map<ReadProblem.Kind, Long> untoldProblems() {
    return untoldProblems;
  }

  /** What is said of events that were read. */
  public List<ReadNote> notes() {
    return notes;
  }

  /** Events that were evaluated. */
  public int events() {
    return events;
  }

  /** Line of the input that the chunk begins with, from 1. */
  public long firstLine() {
    return firstLine;
  }

  /** Lines and records of other components. */
  public long notAudit() {
    return notAudit;
  }

  /** What the events came to; null if the chunk was not evaluated. */
  public @Nullable R result() {
    return result;
  }

  /** Says which number the first event has, and which line the chunk begins with. */
  public void beginAt(long number, long line) {
    firstNumber = number;
    firstLine = line;
  }

  /** Records that could not be read. */
  public long skipped() {
    return problems.size() + untoldProblems.values().stream().mapToLong(Long::longValue).sum();
  }

  public void clear() {
    problems.clear();
    untoldProblems.clear();
    notes.clear();
    result = null;
  }
}
