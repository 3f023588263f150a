// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.summary.RunSummary;
import java.util.List;

/**
 * How watching ended.
 *
 * @param summary of the rules that were in force at the end, since they took over
 * @param errors what went wrong, one line each; empty if nothing
 */
public record LiveOutcome(RunSummary summary, List<String> errors) {

  public LiveOutcome {
    errors = List.copyOf(errors);
  }
}
