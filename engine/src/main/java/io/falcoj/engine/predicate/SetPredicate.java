// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Values;

/**
 * The set of the values equals, or differs from, the set of the one value of the right-hand side: a
 * list equals it if it has values and all of them do.
 */
public final class SetPredicate extends SlotPredicate {

  private final boolean differs;

  /**
   * @param test passes values that equal the right-hand side; if {@code differs}, those that do not
   * @param acceptsAbsent whether an absent element counts as the value of the right-hand side
   * @param differs whether the sets must differ rather than be equal
   */
  public SetPredicate(Slot slot, ValueTest test, boolean acceptsAbsent, boolean differs) {
    super(slot, test, acceptsAbsent);
    this.differs = differs;
  }

  @Override
  public boolean matches(EvalContext context) {
    Values values = context.values(slot);
    if (!values.isPresent()) {
      return acceptsAbsent && !differs;
    }
    return isEqual(context, values) != differs;
  }

  private boolean isEqual(EvalContext context, Values values) {
    int size = values.size();
    for (int i = 0; i < size; i++) {
      if (values.isPresent(i) ? test.test(context, values, i) == differs : !acceptsAbsent) {
        return false;
      }
    }
    return size > 0;
  }
}
