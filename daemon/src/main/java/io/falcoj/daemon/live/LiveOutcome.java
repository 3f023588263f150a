// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.library.summary.RunSummary;
import io.falcoj.sources.live.LiveCounters;
import java.util.List;
import java.util.Optional;

/**
 * How watching ended.
 *
 * @param summary of the rules that were in force at the end, since they took over
 * @param findings of all rules that were in force at some time
 * @see RunSummary#findings
 * @param kernel what it had and lost, if system calls were watched
 * @param errors what went wrong, one line each; empty if nothing
 */
public record LiveOutcome(
    RunSummary summary, long findings, Optional<LiveCounters> kernel, List<String> errors) {

  public LiveOutcome {
    errors = List.copyOf(errors);
  }
}
