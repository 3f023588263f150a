// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/**
 * A condition, or a part of one, ready to run. Immutable and shared by all threads; what changes
 * from event to event is in the {@link EvalContext}. {@link #toString()} prints it in the words of
 * the condition language, with a {@code #number} for a part that is shared.
 */
public abstract class EventPredicate {

  /** Whether the event that {@code context} is at satisfies this. Allocates nothing. */
  public abstract boolean matches(EvalContext context);

  /** Effort of running this once, in the units of {@link PredicateCost}. */
  public abstract int cost();

  /**
   * How many of all events satisfy this, 0 to 1, as far as a look at it tells: few values are the
   * one that is named, most are another. Decides the order in which operands are asked.
   */
  public abstract double likelihood();

  @Override
  public abstract String toString();
}
