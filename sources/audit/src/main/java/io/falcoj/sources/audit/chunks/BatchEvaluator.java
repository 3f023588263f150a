// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.chunks;

import io.falcoj.sources.audit.event.AuditEvent;

/**
 * Evaluates events for one worker of a replay: called by one thread only, batch after batch.
 *
 * @param <R> what a batch comes to: its alerts and counts; must not refer to the events
 */
public interface BatchEvaluator<R> {

  /** Takes the next event of the batch; it is valid during the call only. */
  void accept(AuditEvent event);

  /** Ends the batch and hands over its result; the next event begins another one. */
  R finish();
}
