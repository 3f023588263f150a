// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/**
 * What a check asks of one value, its right-hand side prepared. Immutable and shared by all
 * threads. An abstract class rather than an interface because it is called for nearly every check
 * of every event, and a class's method is found faster.
 */
public abstract class ValueTest {

  /**
   * Whether the value passes. Allocates nothing.
   *
   * @param context the event's context, for a test that keeps something for its own reuse
   * @param values of the type that the test was made for
   * @param index of an element that is present
   */
  public abstract boolean test(EvalContext context, Values values, int index);

  /** Effort of one run, in the units of {@link PredicateCost}. */
  public abstract int cost();

  /** How many of all values pass, 0 to 1, as far as the kind of test tells: few, if it does not. */
  public double likelihood() {
    return 0.1;
  }

  /** Operator and right-hand side: {@code = cat}, {@code in (80, 443)}. */
  @Override
  public abstract String toString();
}
