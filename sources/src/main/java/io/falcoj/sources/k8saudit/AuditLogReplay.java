// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads recorded audit logs and has their events evaluated on all cores, with results in the order
 * of the input.
 *
 * <pre>{@code
 * ReplayCounters read = AuditLogReplay.of(List.of("audit.log")).run(MyEvaluator::new, listener);
 * }</pre>
 *
 * <p>Immutable; each {@code with} method returns a changed copy.
 */
public final class AuditLogReplay {

  /** Largest event that is read unless told otherwise, in bytes. */
  public static final int DEFAULT_MAX_EVENT_SIZE = 16 << 20;

  /** Largest value of {@link #withMaxEventSize}, in bytes. */
  public static final int LARGEST_MAX_EVENT_SIZE = 256 << 20;

  private AuditLogReplay() {}

  /**
   * A replay of these inputs, one after another.
   *
   * @param inputs files, directories (their logs in the order of rotation) or {@code -}, standard
   *     input
   */
  public static AuditLogReplay of(List<String> inputs) {
    throw new UnsupportedOperationException();
  }

  /** Evaluates on this many threads, 1 or more; as many as there are processors if not called. */
  public AuditLogReplay withWorkers(int workers) {
    throw new UnsupportedOperationException();
  }

  /**
   * Skips larger events.
   *
   * @param bytes 1 to {@link #LARGEST_MAX_EVENT_SIZE}
   */
  public AuditLogReplay withMaxEventSize(int bytes) {
    throw new UnsupportedOperationException();
  }

  /** Makes the first record that cannot be read end the replay. */
  public AuditLogReplay withStrict(boolean strict) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads all inputs. Event numbers and results do not depend on the number of workers.
   *
   * @param evaluators called once for each worker
   * @throws ReadProblemException in a strict replay, after the results of all events before it
   * @throws IOException if an input does not exist or cannot be opened (nothing was read then; the
   *     message names it), or from {@code listener}
   */
  public <R> ReplayCounters run(
      Supplier<? extends BatchEvaluator<R>> evaluators, ReplayListener<R> listener)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
