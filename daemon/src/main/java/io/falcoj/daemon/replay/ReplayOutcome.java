// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.library.summary.RunSummary;
import java.util.List;

/**
 * How a replay ended.
 *
 * @param nothingJudged why nothing could be judged, one line each: the files that hold no events and
 *     what they look like; empty if something was judged
 * @param errors what went wrong, one line each: a recording that could not be read to its end,
 *     alerts that could not be written; empty if nothing
 */
public record ReplayOutcome(
    RunSummary summary, List<String> nothingJudged, List<String> errors) {

  public ReplayOutcome {
    nothingJudged = List.copyOf(nothingJudged);
    errors = List.copyOf(errors);
  }
}
