// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.List;

/** One of the operands holds; they are asked in order, until one does. */
public final class OrPredicate extends JunctionPredicate {

  /**
   * @param operands in the order in which they are asked
   */
  public OrPredicate(List<EventPredicate> operands) {
    super(operands, 1 - ofNone(operands), "", " or ");
  }

  @Override
  public boolean matches(EvalContext context) {
    for (EventPredicate operand : operands) {
      if (operand.matches(context)) {
        return true;
      }
    }
    return false;
  }
}
