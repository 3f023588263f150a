// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/**
 * What a check asks of two values of the same type, both read from the event. Immutable and shared
 * by all threads.
 */
@FunctionalInterface
public interface PairTest {

  /**
   * Whether the left value passes against the right one. Allocates nothing.
   *
   * @param i index of a present element of {@code left}
   * @param j index of a present element of {@code right}
   */
  boolean test(Values left, int i, Values right, int j);
}
