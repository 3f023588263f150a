// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.SharedPredicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The conditions of all rules of a source, in which equal parts are one node whatever the order of
 * their operands. Conditions are two-valued and their checks pure, so that order, repetition and
 * double negation change nothing; {@code not a = b} and {@code a != b} stay apart, because both are
 * true or false differently where {@code a} is absent.
 */
final class Plan {

  private final Map<Object, PlanNode> nodes = new HashMap<>();

  private record NegationKey(int operand) {}

  private record JunctionKey(boolean all, Set<Integer> operands) {}

  /**
   * The node of a check.
   *
   * @param key equal for equal checks only
   * @param predicate makes the check, if it is not known
   */
  PlanNode check(Object key, Supplier<EventPredicate> predicate) {
    PlanNode known = nodes.get(key);
    return known != null ? known : add(key, new PlanNode.Check(nodes.size(), predicate.get()));
  }

  /** The negation of {@code operand}. */
  PlanNode not(PlanNode operand) {
    PlanNode negated = operand.negated();
    if (negated != null) {
      return negated;
    }
    NegationKey key = new NegationKey(operand.id());
    PlanNode known = nodes.get(key);
    return known != null ? known : add(key, new PlanNode.Negation(nodes.size(), operand));
  }

  /**
   * The node that holds if all, or one, of {@code operands} hold.
   *
   * @param all whether all must hold, rather than one
   */
  PlanNode junction(boolean all, List<PlanNode> operands) {
    Set<PlanNode> different = new LinkedHashSet<>(operands);
    if (different.size() == 1) {
      return operands.get(0);
    }
    Set<Integer> ids = new TreeSet<>();
    for (PlanNode operand : different) {
      ids.add(operand.id());
    }
    JunctionKey key = new JunctionKey(all, ids);
    PlanNode known = nodes.get(key);
    return known != null
        ? known
        : add(key, new PlanNode.Junction(nodes.size(), all, List.copyOf(different)));
  }

  private PlanNode add(Object key, PlanNode node) {
    nodes.put(key, node);
    return node;
  }

  /**
   * The predicates of conditions, and what they share.
   *
   * @param predicates one for each condition, in their order
   * @param shared in the order of the numbers by which they print
   */
  record Lowered(List<EventPredicate> predicates, List<SharedPredicate> shared) {}

  /**
   * Makes the predicates of the given conditions.
   *
   * @param cheapestFirst whether operands are put in order of cost
   */
  Lowered lower(List<PlanNode> conditions, boolean cheapestFirst) {
    int[] uses = new int[nodes.size()];
    for (PlanNode condition : conditions) {
      countUse(condition, uses);
    }
    Lowerer lowerer = new Lowerer(uses, cheapestFirst);
    List<EventPredicate> predicates = new ArrayList<>(conditions.size());
    for (PlanNode condition : conditions) {
      predicates.add(lowerer.predicate(condition));
    }
    return new Lowered(predicates, lowerer.shared);
  }

  /** Counts the places where a node is used: equal places above it count once. */
  private static void countUse(PlanNode node, int[] uses) {
    uses[node.id()]++;
    if (uses[node.id()] == 1) {
      for (PlanNode operand : node.operands()) {
        countUse(operand, uses);
      }
    }
  }

  private static final class Lowerer implements PlanNode.Lowering {
    private final int[] uses;
    private final boolean cheapestFirst;
    private final Map<Integer, EventPredicate> made = new HashMap<>();
    private final List<SharedPredicate> shared = new ArrayList<>();

    Lowerer(int[] uses, boolean cheapestFirst) {
      this.uses = uses;
      this.cheapestFirst = cheapestFirst;
    }

    @Override
    public EventPredicate predicate(PlanNode node) {
      EventPredicate known = made.get(node.id());
      if (known != null) {
        return known;
      }
      EventPredicate predicate = node.lower(this);
      if (isShared(node)) {
        SharedPredicate wrapped = new SharedPredicate(shared.size(), uses[node.id()], predicate);
        shared.add(wrapped);
        predicate = wrapped;
      }
      made.put(node.id(), predicate);
      return predicate;
    }

    @Override
    public boolean isShared(PlanNode node) {
      return uses[node.id()] > 1;
    }

    @Override
    public boolean cheapestFirst() {
      return cheapestFirst;
    }
  }
}
