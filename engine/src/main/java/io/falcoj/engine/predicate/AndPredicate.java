// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.List;

/** All of the operands hold; they are asked in order, until one does not. */
public final class AndPredicate extends JunctionPredicate {

  /**
   * @param operands in the order in which they are asked
   */
  public AndPredicate(List<EventPredicate> operands) {
    super(operands, ofAll(operands), "", " and ");
  }

  @Override
  public boolean matches(EvalContext context) {
    for (EventPredicate operand : operands) {
      if (!operand.matches(context)) {
        return false;
      }
    }
    return true;
  }
}
