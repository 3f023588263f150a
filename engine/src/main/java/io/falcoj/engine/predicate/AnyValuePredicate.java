// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** Some value passes. An empty list has none that does. */
public final class AnyValuePredicate extends SlotPredicate {

  /**
   * @param acceptsAbsent whether an absent field, and an absent element, passes
   */
  public AnyValuePredicate(Slot slot, ValueTest test, boolean acceptsAbsent) {
    super(slot, test, acceptsAbsent);
  }

  @Override
  public boolean matches(EvalContext context) {
    Values values = context.values(slot);
    if (!values.isPresent()) {
      return acceptsAbsent;
    }
    int size = values.size();
    for (int i = 0; i < size; i++) {
      if (values.isPresent(i) ? test.test(context, values, i) : acceptsAbsent) {
        return true;
      }
    }
    return false;
  }
}
