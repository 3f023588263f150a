// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** Compares the values of two lists, both read from the event, as sets. */
public final class ListPairPredicate extends EventPredicate {

  /** How the left list must relate to the right one. */
  public enum Relation {
    /** Every left value is on the right: {@code in}. */
    SUBSET,
    /** Some left value is on the right: {@code intersects}. */
    OVERLAP,
    /** Both hold the same values: {@code =}. */
    EQUAL,
    /** They do not hold the same values: {@code !=}. */
    DIFFERENT
  }

  private final Slot left;
  private final Slot right;
  private final String operator;
  private final Relation relation;
  private final int state;

  /**
   * @param left of the same type as {@code right}
   * @param operator the operator's symbol
   * @param state where the context keeps this predicate's index; unique in the rule set
   */
  public ListPairPredicate(Slot left, String operator, Slot right, Relation relation, int state) {
    this.left = left;
    this.right = right;
    this.operator = operator;
    this.relation = relation;
    this.state = state;
  }

  @Override
  public boolean matches(EvalContext context) {
    Values leftValues = context.values(left.index());
    Values rightValues = context.values(right.index());
    if (!leftValues.isPresent() || !rightValues.isPresent()) {
      return false;
    }
    ValueIndex index = index(context);
    switch (relation) {
      case SUBSET:
        return isSubset(index, leftValues, rightValues);
      case OVERLAP:
        return overlaps(index, leftValues, rightValues);
      case EQUAL:
        return isSubset(index, leftValues, rightValues) && isSubset(index, rightValues, leftValues);
      case DIFFERENT:
        return !isSubset(index, leftValues, rightValues)
            || !isSubset(index, rightValues, leftValues);
    }
    throw new AssertionError(relation);
  }

  private boolean isSubset(ValueIndex index, Values inner, Values outer) {
    index.fill(outer, left.type().storage());
    int size = inner.size();
    for (int i = 0; i < size; i++) {
      if (!index.contains(inner, i)) {
        return false;
      }
    }
    return true;
  }

  private boolean overlaps(ValueIndex index, Values inner, Values outer) {
    index.fill(outer, left.type().storage());
    int size = inner.size();
    for (int i = 0; i < size; i++) {
      if (index.contains(inner, i)) {
        return true;
      }
    }
    return false;
  }

  private ValueIndex index(EvalContext context) {
    Object kept = context.state(state);
    if (kept != null) {
      return (ValueIndex) kept;
    }
    ValueIndex made = new ValueIndex();
    context.keepState(state, made);
    return made;
  }

  @Override
  public int cost() {
    return left.cost() + right.cost() + PredicateCost.PATTERN;
  }

  @Override
  public double likelihood() {
    return 0.5;
  }

  @Override
  public String toString() {
    return left + " " + operator + " val(" + right + ")";
  }
}
