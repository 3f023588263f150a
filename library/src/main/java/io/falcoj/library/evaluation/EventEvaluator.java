// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.engine.Event;
import io.falcoj.library.summary.RunTally;

/**
 * Evaluates the rules over the events of one source, hands alerts on at once and counts. Used by
 * one thread.
 */
public interface EventEvaluator<E extends Event> {

  /** Evaluates an event, which is valid during the call only. */
  void accept(E event);

  /** What the events came to since this was asked last, the caller's own. */
  RunTally takeTally();
}
