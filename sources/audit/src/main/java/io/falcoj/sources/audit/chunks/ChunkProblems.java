// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.sources.audit.problems.Excerpt;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of a chunk, with the place in it: problems in the order of the text. Lines are
 * counted from the chunk's first, as 0.
 */
public final class ChunkProblems {

  /** Problems of one kind in one chunk that are told; more are only counted. */
  public static final int MAX_TOLD = 200;

  private static final int KINDS = ReadProblem.Kind.values().length;

  private final EventIndex events;
  private final List<ReadProblem> problems = new ArrayList<>();
  private Chunk chunk = new Chunk(0);
  private final Map<ReadProblem.Kind, Long> untold = new EnumMap<>(ReadProblem.Kind.class);
  private final int[] ofKind = new int[KINDS];
  private long count;
  private int eventsBeforeFirst;
  private long lines;
  private int linesCountedTo;
  private int record;

  ChunkProblems(EventIndex events) {
    this.events = events;
  }

  void begin(Chunk next) {
    chunk = next;
    problems.clear();
    untold.clear();
    Arrays.fill(ofKind, 0);
    count = 0;
    eventsBeforeFirst = Integer.MAX_VALUE;
    lines = 0;
    linesCountedTo = next.start;
    record = next.start;
  }

  /** Goes on to the record that begins at {@code at}. */
  void beginRecord(int at) {
    record = at;
  }

  /** Where the record begins that is being looked at. */
  int record() {
    return record;
  }

  /** The problems that are told. */
  List<ReadProblem> told() {
    return problems;
  }

  /** How many of each kind there are beyond those told. */
  Map<ReadProblem.Kind, Long> untold() {
    return untold;
  }

  /** How many there are. */
  long count() {
    return count;
  }

  /** How many events come before the first problem; all if there is none. */
  int eventsBeforeFirst() {
    return Math.min(eventsBeforeFirst, events.size());
  }

  /** A problem of the record, found at {@code at}; the record ends at {@code end}. */
  void add(ReadProblem.Kind kind, int at, int end, String reason) {
    add(kind, at, Excerpt.of(chunk.bytes, record, end), reason);
  }

  /** A problem of the record, found at {@code at}. */
  void add(ReadProblem.Kind kind, int at, String excerpt, String reason) {
    addAt(record, kind, at, excerpt, reason);
  }

  /** A problem of the value inside of the record that begins at {@code at}. */
  void addInside(ReadProblem.Kind kind, int at, String excerpt, String reason) {
    addAt(at, kind, at, excerpt, reason);
  }

  private void addAt(int recordAt, ReadProblem.Kind kind, int at, String excerpt, String reason) {
    eventsBeforeFirst = Math.min(eventsBeforeFirst, events.size());
    count++;
    if (ofKind[kind.ordinal()]++ >= MAX_TOLD) {
      untold.merge(kind, 1L, Long::sum);
      return;
    }
    long line = lineOf(recordAt);
    problems.add(
        new ReadProblem(kind, chunk.file, line, lineOf(at), column(chunk, at), excerpt, reason));
  }

  /** The line of a place; asked for in the order of the text, or nearly so. */
  long lineOf(int at) {
    for (int i = linesCountedTo; i < at; i++) {
      if (chunk.bytes[i] == '\n') {
        lines++;
      }
    }
    for (int i = at; i < linesCountedTo; i++) {
      if (chunk.bytes[i] == '\n') {
        lines--;
      }
    }
    linesCountedTo = at;
    return lines;
  }

  /** Takes the count of lines from who has looked at all the text between two places. */
  void addLines(int from, int to, long newlines) {
    if (linesCountedTo == from) {
      lines += newlines;
      linesCountedTo = to;
    }
  }

  /** What is said of the record at {@code at}, on line {@code line}, that is left out. */
  static ReadProblem leftOut(Chunk chunk, int at, long line, ReadProblem.Kind kind, String reason) {
    return new ReadProblem(
        kind,
        chunk.file,
        line,
        line,
        column(chunk, at),
        Excerpt.of(chunk.bytes, at, chunk.end),
        reason);
  }

  private static long column(Chunk chunk, int at) {
    int lineStart = at;
    while (lineStart > chunk.start && chunk.bytes[lineStart - 1] != '\n') {
      lineStart--;
    }
    long before = lineStart == chunk.start ? chunk.startColumn : 0;
    return before + at - lineStart + 1;
  }
}
