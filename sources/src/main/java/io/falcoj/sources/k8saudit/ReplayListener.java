// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.io.IOException;

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

  /** Told after every batch. */
  default void progress(ReplayCounters counters) throws IOException {}
}
