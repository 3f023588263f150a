// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.Event;
import io.falcoj.engine.EventSource;
import io.falcoj.library.evaluation.EventEvaluator;
import io.falcoj.library.evaluation.RunRules;

/** A source whose events are more to an evaluator than what rules match. */
interface EvaluatedSource extends EventSource {

  /**
   * An evaluator for one thread.
   *
   * @param redact whether alerts are to hold no secrets
   */
  EventEvaluator<Event> newEvaluator(RunRules rules, AlertConsumer alerts, boolean redact);
}
