// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.engine.Event;
import io.falcoj.engine.rules.resolve.ResolvedRule;

/** Is told what events match, beside the alerts that it makes. */
@FunctionalInterface
public interface MatchListener {

  /** Nobody. */
  MatchListener NONE = (rule, event) -> {};

  /** A rule matched an event, which is valid during the call only. */
  void matched(ResolvedRule rule, Event event);
}
