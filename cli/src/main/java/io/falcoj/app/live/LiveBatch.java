// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.app.evaluation.AlertBatch;

/**
 * What a batch of audit events came to.
 *
 * @param rules under which it was evaluated
 */
record LiveBatch(RulesInForce rules, AlertBatch batch) {}
