// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/** Holds for every event, or for none. */
public final class ConstantPredicate extends EventPredicate {

  /** Holds for every event. */
  public static final EventPredicate TRUE = new ConstantPredicate(true);

  /** Holds for no event. */
  public static final EventPredicate FALSE = new ConstantPredicate(false);

  private final boolean verdict;

  private ConstantPredicate(boolean verdict) {
    this.verdict = verdict;
  }

  @Override
  public boolean matches(EvalContext context) {
    return verdict;
  }

  @Override
  public int cost() {
    return 0;
  }

  @Override
  public double likelihood() {
    return verdict ? 1 : 0;
  }

  @Override
  public String toString() {
    return verdict ? "always" : "never";
  }
}
