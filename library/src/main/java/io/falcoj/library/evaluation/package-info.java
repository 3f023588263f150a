// SPDX-License-Identifier: Apache-2.0
/**
 * Events to alerts: an {@link io.falcoj.library.evaluation.AuditEvaluator} evaluates the {@link
 * io.falcoj.library.evaluation.RunRules rules of a run} over events, hands alerts on and counts
 * what policies would have done.
 */
@NullMarked
package io.falcoj.library.evaluation;

import org.jspecify.annotations.NullMarked;
