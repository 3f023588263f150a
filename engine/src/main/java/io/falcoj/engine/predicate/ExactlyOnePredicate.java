// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.List;
import java.util.stream.Collectors;

/** One of the operands holds, and no other. */
public final class ExactlyOnePredicate extends EventPredicate {

  private final EventPredicate[] operands;
  private final int cost;

  /** Counts those of {@code operands} that hold. */
  public ExactlyOnePredicate(List<EventPredicate> operands) {
    this.operands = operands.toArray(new EventPredicate[0]);
    this.cost = PredicateCost.sum(operands);
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

  @Override
  public int cost() {
    return cost;
  }

  @Override
  public String toString() {
    return List.of(operands).stream()
        .map(EventPredicate::toString)
        .collect(Collectors.joining(", ", "exactly one of (", ")"));
  }
}
