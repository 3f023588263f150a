// SPDX-License-Identifier: Apache-2.0
/**
 * What runs for every event: immutable {@link io.falcoj.engine.predicate.EventPredicate}s over the
 * values that an {@link io.falcoj.engine.predicate.EvalContext} reads at most once per event. Knows
 * no text of conditions; the compile package makes predicates from it.
 */
@NullMarked
package io.falcoj.engine.predicate;

import org.jspecify.annotations.NullMarked;
