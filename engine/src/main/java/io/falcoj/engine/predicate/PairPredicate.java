// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** The one value of the left slot passes against the one value of the right slot. */
public final class PairPredicate extends EventPredicate {

  private final Slot left;
  private final Slot right;
  private final PairTest test;
  private final String operator;
  private final int cost;

  /**
   * @param operator the operator's symbol
   * @param cost effort of the test alone
   */
  public PairPredicate(Slot left, String operator, Slot right, PairTest test, int cost) {
    this.left = left;
    this.right = right;
    this.test = test;
    this.operator = operator;
    this.cost = cost;
  }

  @Override
  public boolean matches(EvalContext context) {
    Values leftValues = context.values(left.index());
    if (leftValues.size() == 0 || !leftValues.isPresent(0)) {
      return false;
    }
    Values rightValues = context.values(right.index());
    return rightValues.size() > 0
        && rightValues.isPresent(0)
        && test.test(leftValues, 0, rightValues, 0);
  }

  @Override
  public int cost() {
    return left.cost() + right.cost() + cost;
  }

  @Override
  public double likelihood() {
    return 0.1;
  }

  @Override
  public String toString() {
    return left + " " + operator + " val(" + right + ")";
  }
}
