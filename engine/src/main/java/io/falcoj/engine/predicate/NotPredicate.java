// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/** The operand does not hold. */
public final class NotPredicate extends EventPredicate {

  private final EventPredicate operand;
  private final double likelihood;

  /** Negates {@code operand}. */
  public NotPredicate(EventPredicate operand) {
    this.operand = operand;
    this.likelihood = 1 - operand.likelihood();
  }

  @Override
  public boolean matches(EvalContext context) {
    return !operand.matches(context);
  }

  @Override
  public int cost() {
    return operand.cost();
  }

  @Override
  public double likelihood() {
    return likelihood;
  }

  @Override
  public String toString() {
    return "not " + operand;
  }
}
