// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

/** A check of the values of one slot. How many of them must pass is for the subclasses to say. */
abstract class SlotPredicate extends EventPredicate {

  private final String text;
  private final int cost;
  final int slot;
  final ValueTest test;
  final boolean acceptsAbsent;

  /**
   * @param acceptsAbsent whether an absent value passes: the right-hand side has {@code "<NA>"}
   */
  SlotPredicate(Slot slot, ValueTest test, boolean acceptsAbsent) {
    this.slot = slot.index();
    this.test = test;
    this.acceptsAbsent = acceptsAbsent;
    this.text = slot + " " + test;
    this.cost = slot.cost() + test.cost();
  }

  @Override
  public final int cost() {
    return cost;
  }

  @Override
  public final double likelihood() {
    return test.likelihood();
  }

  @Override
  public final String toString() {
    return text;
  }
}
