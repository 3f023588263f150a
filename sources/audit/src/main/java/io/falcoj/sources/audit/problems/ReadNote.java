// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.problems;

/**
 * Something about events that were read all the same, said once however often it occurs.
 *
 * @param kind what it is
 * @param file name of the first file with such events, as it was given
 * @param line where the first of the records with such events begins, from 1
 * @param events how many there are, in all files
 * @param files how many files have such events
 * @param example of the first event: what {@link Kind} says; may be empty
 */
public record ReadNote(Kind kind, String file, long line, long events, long files, String example) {

  /** What is said. */
  public enum Kind {
    /** The time is not written as RFC 3339 says; the example is how it is written. */
    TIME_IN_ANOTHER_FORM("%s in another form than RFC 3339, as %s; without a zone it is UTC"),
    /** The time is that of what is around the event; the example is the member that has it. */
    TIME_OF_WRAPPER("%s no time of its own; that of the record around it stands for it, as %s"),
    /** There is no time; the example is what stands for it. */
    WITHOUT_TIME("%s no time at all; %s stands for it"),
    /** The event was inside of another record; the example is where in it. */
    UNWRAPPED("%s taken out of other records, at %s"),
    /** A record holds the event twice, as text and parsed; the example is where the second is. */
    REPEATED("%s in a record twice and judged once; the second is at %s");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    private String verb(boolean one) {
      switch (this) {
        case TIME_IN_ANOTHER_FORM:
          return one ? "event has its time" : "events have their times";
        case TIME_OF_WRAPPER, WITHOUT_TIME:
          return one ? "event has" : "events have";
        default:
          return one ? "event was" : "events were";
      }
    }
  }

  /** This and what is said of later events. */
  ReadNote and(ReadNote later, boolean sameFile) {
    return new ReadNote(
        kind, file, line, events + later.events, sameFile ? files : files + later.files, example);
  }

  /** The same with {@code lines} lines before it that were not known of. */
  public ReadNote below(long lines) {
    return new ReadNote(kind, file, line + lines, events, files, example);
  }

  /**
   * One line for the log: {@code audit.log:3: 12 k8s audit events were taken out of other records,
   * at properties.log}.
   */
  public String message() {
    String others = files == 1 ? "" : " (and " + (files - 1) + " more files)";
    String subject = events + " k8s audit " + kind.verb(events == 1);
    return file + ":" + line + others + ": " + kind.text.formatted(subject, example);
  }
}
