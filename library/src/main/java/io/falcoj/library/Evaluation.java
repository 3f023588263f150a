// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import java.util.List;

/**
 * What became of some bytes.
 *
 * @param events how many events were evaluated
 * @param alerts how many alerts they raised
 * @param skipped how many records could not be read or evaluated, and so were not judged
 * @param problems which ones and why, each for a person; the first thousand at most
 */
public record Evaluation(long events, long alerts, long skipped, List<String> problems) {

  public Evaluation {
    problems = List.copyOf(problems);
  }

  /** Whether every record was evaluated, and there was one at all. */
  public boolean isComplete() {
    return skipped == 0 && events > 0;
  }
}
