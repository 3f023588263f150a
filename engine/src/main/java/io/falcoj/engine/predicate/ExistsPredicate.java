// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** There is at least one present value. */
public final class ExistsPredicate extends EventPredicate {

  private final Slot slot;

  /** Asks for the values of {@code slot}. */
  public ExistsPredicate(Slot slot) {
    this.slot = slot;
  }

  @Override
  public boolean matches(EvalContext context) {
    Values values = context.values(slot.index());
    int size = values.size();
    for (int i = 0; i < size; i++) {
      if (values.isPresent(i)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int cost() {
    return slot.cost() + PredicateCost.REMEMBERED;
  }

  @Override
  public double likelihood() {
    return 0.9;
  }

  @Override
  public String toString() {
    return slot + " exists";
  }
}
