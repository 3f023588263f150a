// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.problems;

import io.falcoj.engine.VisibleText;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A record that could not be read. It was skipped and the next one was read.
 *
 * @param kind what sort of problem it is
 * @param file name of the file as it was given; {@code -} is standard input
 * @param line where the record begins, from 1; in a compressed file, of the decompressed text
 * @param column where in the text the problem is, from 1, in bytes
 * @param problemLine line of {@code column}; {@code line} unless the record spans lines
 * @param excerpt beginning of the record, at most 80 bytes, control characters replaced
 * @param reason what is wrong, for a person
 */
public record ReadProblem(
    Kind kind,
    String file,
    long line,
    long problemLine,
    long column,
    String excerpt,
    String reason) {

  /** Sort of a problem. */
  public enum Kind {
    /** Not JSON. */
    MALFORMED,
    /** JSON, but not an audit event. */
    NOT_AN_EVENT,
    /** Larger than the largest event that is read. */
    TOO_LARGE,
    /** The input ends within a record, or a compressed file ends early. */
    TRUNCATED,
    /** A compressed file is damaged, or a file could not be read to its end. */
    UNREADABLE,
    /** An event that falcoj failed on: a defect of falcoj. */
    NOT_EVALUATED;

    private String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** How many there are of each kind, for a person: {@code 2 malformed, 1 too large}. */
  public static String countsText(Map<Kind, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey().words())
        .collect(Collectors.joining(", "));
  }

  /** The same problem with {@code lines} lines before it that were not known of. */
  public ReadProblem below(long lines) {
    return new ReadProblem(kind, file, line + lines, problemLine + lines, column, excerpt, reason);
  }

  /**
   * One line for the log: <code>audit.log:3:17: Could not read k8s audit event line #3, "&#123;...":
   * reason</code>. Keeps Falco's words.
   */
  public String message() {
    return VisibleText.of(
        file
            + ":"
            + problemLine
            + ":"
            + column
            + ": Could not read k8s audit event line #"
            + line
            + ", \""
            + excerpt
            + "\": "
            + reason);
  }
}
