// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what is left of conditions for events of one type: their checks of the type are decided.
 */
final class Reduction {

  private final Plan plan;
  private final int typeCode;
  private final Map<PlanNode, PlanNode> known = new HashMap<>();

  Reduction(Plan plan, int typeCode) {
    this.plan = plan;
    this.typeCode = typeCode;
  }

  /** What is left of {@code node}. */
  PlanNode of(PlanNode node) {
    if (!node.asksType()) {
      return node;
    }
    PlanNode reduced = known.get(node);
    if (reduced == null) {
      reduced = node.reduced(this);
      known.put(node, reduced);
    }
    return reduced;
  }

  /** A check that holds for events of {@code types}. */
  PlanNode constant(EventTypeSet types) {
    return plan.constant(types.contains(typeCode));
  }

  PlanNode not(PlanNode operand) {
    return plan.not(of(operand));
  }

  PlanNode junction(boolean all, List<PlanNode> operands) {
    List<PlanNode> reduced = new ArrayList<>(operands.size());
    for (PlanNode operand : operands) {
      reduced.add(of(operand));
    }
    return plan.junction(all, reduced);
  }
}
