// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where alerts go, Falco's output channel. {@link Outputs} gives each a thread of its own, so a
 * write may take as long as it takes.
 */
public interface Output extends Closeable {

  /** Name as in the configuration: {@code stdout}, {@code file}. */
  String name();

  /**
   * Hands over lines, as many as it can at once.
   *
   * @param first index of the first line to hand over
   * @return how many were handed over, one at least
   * @throws ClosedOutputException if nobody reads any more
   * @throws RefusedAlertException if the first line is not wanted, now or later
   * @throws IOException if the first line could not be handed over
   */
  int write(AlertLines lines, int first) throws IOException;

  /**
   * Pushes out what is held back. Called whenever no more lines wait; only then do those written
   * count as handed over.
   */
  default void flush() throws IOException {}

  /** Closes and opens again what is behind the output, so that a file may have been moved away. */
  default void reopen() throws IOException {}

  /**
   * How often a write that failed is tried again, ever later, where no spool keeps the lines. Zero
   * gives them up at once: the next lines are tried anew.
   */
  default int retries() {
    return 0;
  }

  /** Whether lines could be handed over at all, as far as that can be told without waiting. */
  default boolean hasRoomFor(long alerts, long bytes) {
    return true;
  }

  /** Flushes and closes. Called by another thread while a write hangs, it ends that write. */
  @Override
  void close() throws IOException;
}
