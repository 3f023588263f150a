// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.evaluation.AlertBatch;

/**
 * What a batch of audit events came to.
 *
 * @param rules under which it was evaluated
 */
record LiveBatch(RulesInForce rules, AlertBatch batch) {}
