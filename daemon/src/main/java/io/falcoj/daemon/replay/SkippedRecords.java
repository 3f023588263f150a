// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.library.evaluation.AuditRedaction;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the records that could not be read, and tells of them: for each file the first of a sort
 * with its place, and all that repeat it in one line with their number.
 */
final class SkippedRecords {

  /** Sorts of one file that are told with their place. */
  private static final int MOST_TOLD = 20;

  /** Repeats of one file whose lines are named. */
  private static final int MOST_LINES = 5;

  private static final Logger LOGGER = LoggerFactory.getLogger(SkippedRecords.class);

  private final boolean redact;
  private final Map<ReadProblem.Kind, Long> counts = new EnumMap<>(ReadProblem.Kind.class);
  private final Map<ReadProblem.Kind, Long> repeats = new EnumMap<>(ReadProblem.Kind.class);
  private final List<Long> lines = new ArrayList<>();
  private final Set<Sort> told = new HashSet<>();
  private String file = "";

  /** What problems have in common that are told once. */
  private record Sort(ReadProblem.Kind kind, String reason) {}

  /**
   * @param redact whether nothing of the records is to be told
   */
  SkippedRecords(boolean redact) {
    this.redact = redact;
  }

  /** How many of each kind there were. */
  Map<ReadProblem.Kind, Long> counts() {
    return counts;
  }

  /** So many were skipped; somebody else tells of them. */
  void count(ReadProblem.Kind kind, long count) {
    counts.merge(kind, count, Long::sum);
  }

  /** One could not be read. */
  void add(ReadProblem problem) {
    beginFile(problem.file());
    count(problem.kind(), 1);
    if (told.size() < MOST_TOLD && told.add(new Sort(problem.kind(), problem.reason()))) {
      LOGGER.warn(AuditRedaction.message(problem, redact));
      return;
    }
    repeats.merge(problem.kind(), 1L, Long::sum);
    if (lines.size() <= MOST_LINES) {
      lines.add(problem.line());
    }
  }

  /** So many more of a file could not be read. */
  void add(String ofFile, Map<ReadProblem.Kind, Long> more) {
    beginFile(ofFile);
    more.forEach(
        (kind, count) -> {
          count(kind, count);
          repeats.merge(kind, count, Long::sum);
        });
  }

  private void beginFile(String next) {
    if (!next.equals(file)) {
      endFile();
      file = next;
    }
  }

  /** Tells what is still to be told of the file that was read last. */
  void endFile() {
    if (!repeats.isEmpty()) {
      LOGGER.warn(
          "{}: {} more records could not be read ({}){}",
          file,
          repeats.values().stream().mapToLong(Long::longValue).sum(),
          ReadProblem.countsText(repeats),
          places());
    }
    repeats.clear();
    lines.clear();
    told.clear();
    file = "";
  }

  private String places() {
    if (lines.isEmpty()) {
      return "";
    }
    String named =
        lines.stream().limit(MOST_LINES).map(String::valueOf).collect(Collectors.joining(", "));
    return ", on line " + named + (lines.size() > MOST_LINES ? ", ..." : "");
  }
}
