// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.library.summary.RunTally;
import io.falcoj.outputs.AlertLines;

/**
 * What a batch of events came to.
 *
 * @param lines its alerts, as the outputs write them
 */
public record AlertBatch(AlertLines lines, RunTally tally) {}
