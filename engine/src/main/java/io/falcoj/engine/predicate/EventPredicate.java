// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/**
 * A condition, or a part of one, ready to run. Immutable and shared by all threads; what changes
 * from event to event is in the {@link EvalContext}. {@link #toString()} prints it in the words of
 * the condition language.
 */
public interface EventPredicate {

  /** Whether the event that {@code context} is at satisfies this. Allocates nothing. */
  boolean matches(EvalContext context);
}
