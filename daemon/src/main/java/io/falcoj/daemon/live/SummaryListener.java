// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.library.summary.RunSummary;

/** Is told from time to time what watching came to. Called by one thread at a time. */
@FunctionalInterface
public interface SummaryListener {

  /** What the rules in force came to so far; told every minute. */
  default void soFar(RunSummary summary) {}

  /** What rules came to that others have taken over from. */
  void replaced(RunSummary summary);
}
