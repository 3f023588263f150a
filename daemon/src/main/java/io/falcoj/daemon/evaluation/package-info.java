// SPDX-License-Identifier: Apache-2.0
/**
 * Events to alerts: an {@link io.falcoj.library.evaluation.AuditEvaluator} or {@link
 * io.falcoj.daemon.evaluation.SyscallEvaluator} evaluates the {@link io.falcoj.library.evaluation.RunRules
 * rules of a run} over the events of its source, renders their alerts and counts them. Replays and
 * live watching share it.
 */
@NullMarked
package io.falcoj.daemon.evaluation;

import org.jspecify.annotations.NullMarked;

