// SPDX-License-Identifier: Apache-2.0
/**
 * What does one check cost, by operator? {@link
 * io.falcoj.benchmarks.condition.ConditionEvaluationBenchmark} evaluates them on events that need
 * no decoding, beside the same check written by hand.
 */
@NullMarked
package io.falcoj.benchmarks.condition;

import org.jspecify.annotations.NullMarked;
