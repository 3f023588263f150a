// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/** A predicate that is used in several places and evaluated at most once per event. */
public final class SharedPredicate extends EventPredicate {

  private final int index;
  private final int uses;
  private final EventPredicate operand;
  private final int cost;
  private final double likelihood;

  /**
   * @param index where the context remembers the verdict; unique in the rule set
   * @param uses in how many places it is used; two or more
   */
  public SharedPredicate(int index, int uses, EventPredicate operand) {
    this.index = index;
    this.uses = uses;
    this.operand = operand;
    this.likelihood = operand.likelihood();
    this.cost = PredicateCost.REMEMBERED + operand.cost() / uses;
  }

  @Override
  public boolean matches(EvalContext context) {
    int verdict = context.verdict(index);
    if (verdict >= 0) {
      return verdict != 0;
    }
    boolean matches = operand.matches(context);
    context.remember(index, matches);
    return matches;
  }

  /** The predicate that is shared. */
  public EventPredicate operand() {
    return operand;
  }

  /** In how many places it is used. */
  public int uses() {
    return uses;
  }

  /** Effort of one use: most of them find the verdict of the first. */
  @Override
  public int cost() {
    return cost;
  }

  @Override
  public double likelihood() {
    return likelihood;
  }

  @Override
  public String toString() {
    return "#" + index;
  }
}
