// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.List;

/** One of the operands holds, and no other. */
public final class ExactlyOnePredicate extends JunctionPredicate {

  /** Counts those of {@code operands} that hold. */
  public ExactlyOnePredicate(List<EventPredicate> operands) {
    super(operands, 0.1, "exactly one of ", ", ");
  }

  @Override
  public boolean matches(EvalContext context) {
    int holding = 0;
    for (EventPredicate operand : operands) {
      if (operand.matches(context) && ++holding > 1) {
        return false;
      }
    }
    return holding == 1;
  }
}
