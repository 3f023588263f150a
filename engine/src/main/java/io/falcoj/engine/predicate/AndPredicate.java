// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.List;
import java.util.stream.Collectors;

/** All of the operands hold; they are asked in order, until one does not. */
public final class AndPredicate extends EventPredicate {

  private final EventPredicate[] operands;
  private final int cost;

  /**
   * @param operands two or more, in the order in which they are asked
   */
  public AndPredicate(List<EventPredicate> operands) {
    this.operands = operands.toArray(new EventPredicate[0]);
    this.cost = PredicateCost.sum(operands);
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

  @Override
  public int cost() {
    return cost;
  }

  @Override
  public String toString() {
    return List.of(operands).stream()
        .map(EventPredicate::toString)
        .collect(Collectors.joining(" and ", "(", ")"));
  }
}
