// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** Every value passes. An empty list passes, an absent field does not by itself. */
public final class EveryValuePredicate extends SlotPredicate {

  private final boolean skipsAbsentElements;

  /**
   * @param acceptsAbsent whether an absent field, and an absent element, passes
   * @param skipsAbsentElements whether absent elements are not asked at all
   */
  public EveryValuePredicate(
      Slot slot, ValueTest test, boolean acceptsAbsent, boolean skipsAbsentElements) {
    super(slot, test, acceptsAbsent);
    this.skipsAbsentElements = skipsAbsentElements;
  }

  @Override
  public boolean matches(EvalContext context) {
    Values values = context.values(slot);
    if (!values.isPresent()) {
      return acceptsAbsent;
    }
    boolean absentPasses = acceptsAbsent || skipsAbsentElements;
    int size = values.size();
    for (int i = 0; i < size; i++) {
      if (values.isPresent(i) ? !test.test(context, values, i) : !absentPasses) {
        return false;
      }
    }
    return true;
  }
}
