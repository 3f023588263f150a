// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;

/** What a transformer computes, ready to run. Immutable, shared by all threads. */
@FunctionalInterface
public interface ValueFunction {

  /**
   * Computes the values for one event. Allocates nothing.
   *
   * @param arguments the slots of the arguments
   * @param result is clear; left so if the result is absent
   */
  void apply(EvalContext context, int[] arguments, Values result);
}
