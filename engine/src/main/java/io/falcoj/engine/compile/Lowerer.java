// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.predicate.AndPredicate;
import io.falcoj.engine.predicate.ConstantPredicate;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.SharedPredicate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the predicates of nodes that are evaluated for the same events: one that is used in several
 * places remembers its verdict. All uses are counted before the first predicate is made.
 */
final class Lowerer {

  private final boolean cheapestFirst;
  private final List<SharedPredicate> shared;
  private final Map<PlanNode, Integer> uses = new HashMap<>();
  private final Map<PlanNode, EventPredicate> made = new HashMap<>();

  /**
   * @param cheapestFirst whether operands are put in order of cost
   * @param shared receives the predicates that are shared, each at its number
   */
  Lowerer(boolean cheapestFirst, List<SharedPredicate> shared) {
    this.cheapestFirst = cheapestFirst;
    this.shared = shared;
  }

  /** Counts a place where a node is used: equal places above an inner node count once. */
  void countUse(PlanNode node) {
    if (uses.merge(node, 1, Integer::sum) == 1) {
      node.operands().forEach(this::countUse);
    }
  }

  /** Whether the node is used in more than one place. */
  boolean isShared(PlanNode node) {
    return uses.getOrDefault(node, 0) > 1;
  }

  /** The predicate of a node, wrapped if it is shared. */
  EventPredicate predicate(PlanNode node) {
    EventPredicate known = made.get(node);
    if (known != null) {
      return known;
    }
    EventPredicate predicate = node.lower(this);
    if (isShared(node)) {
      SharedPredicate wrapped =
          new SharedPredicate(shared.size(), uses.getOrDefault(node, 0), predicate);
      shared.add(wrapped);
      predicate = wrapped;
    }
    made.put(node, predicate);
    return predicate;
  }

  /** The predicate that holds if all of {@code nodes} hold; without any, it always holds. */
  EventPredicate conjunction(List<PlanNode> nodes) {
    List<EventPredicate> predicates = new ArrayList<>(nodes.size());
    for (PlanNode node : nodes) {
      predicates.add(predicate(node));
    }
    order(true, predicates);
    return switch (predicates.size()) {
      case 0 -> ConstantPredicate.TRUE;
      case 1 -> predicates.get(0);
      default -> new AndPredicate(predicates);
    };
  }

  /**
   * Puts the operands of a conjunction or disjunction in the order in which they are asked: first
   * the one that costs least for each time that it decides.
   *
   * @param all whether an operand that does not hold decides, rather than one that does
   */
  void order(boolean all, List<EventPredicate> predicates) {
    if (cheapestFirst) {
      predicates.sort(
          Comparator.comparingDouble(
              predicate -> {
                double likelihood = predicate.likelihood();
                return predicate.cost() / (all ? 1 - likelihood : likelihood);
              }));
    }
  }
}
