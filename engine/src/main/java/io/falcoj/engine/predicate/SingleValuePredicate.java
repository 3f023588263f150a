// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/** The one value passes. */
public final class SingleValuePredicate extends SlotPredicate {

  /**
   * @param acceptsAbsent whether an absent value passes
   */
  public SingleValuePredicate(Slot slot, ValueTest test, boolean acceptsAbsent) {
    super(slot, test, acceptsAbsent);
  }

  @Override
  public boolean matches(EvalContext context) {
    Values values = context.values(slot);
    return values.size() > 0 && values.isPresent(0) ? test.test(context, values, 0) : acceptsAbsent;
  }
}
