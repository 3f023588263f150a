// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import io.falcoj.sources.audit.problems.ReadNote;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.IOException;
import java.util.Map;

/**
 * Receives what a replay yields, in the order of the input, on the thread that runs the replay. An
 * exception ends the replay and reaches its caller.
 *
 * @param <R> what a batch of events comes to
 */
public interface ReplayListener<R> {

  /** The next batch was evaluated. */
  void batch(R result) throws IOException;

  /** A record of the batch that comes next could not be read. */
  void problem(ReadProblem problem) throws IOException;

  /**
   * So many more records of the batch that comes next could not be read, beside those told one by
   * one: a file that is something else would have a problem on each line.
   */
  default void untoldProblems(String file, Map<ReadProblem.Kind, Long> counts) throws IOException {}

  /** A file was read to its end; told after its last batch. */
  default void fileRead(FileReading reading) throws IOException {}

  /** What is to be said of events that were read, once of each kind; told at the end. */
  default void note(ReadNote note) throws IOException {}

  /** Told after every batch. */
  default void progress(ReplayCounters counters) throws IOException {}
}
