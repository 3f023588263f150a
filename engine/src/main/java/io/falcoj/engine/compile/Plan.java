// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.ruleset.EventTypeSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of all rules of a source, in which equal parts are one node whatever the order of
 * their operands. Conditions are two-valued and their checks pure, so that order, repetition and
 * double negation change nothing; {@code not a = b} and {@code a != b} stay apart, because both are
 * true or false differently where {@code a} is absent.
 */
final class Plan {

  private final Map<Object, PlanNode> nodes = new HashMap<>();
  private final Set<EventTypeSet> eventTypeSets = new LinkedHashSet<>();

  private record NegationKey(int operand) {}

  private record JunctionKey(boolean all, Set<Integer> operands) {}

  /** The sets of event types that checks ask for. */
  Set<EventTypeSet> eventTypeSets() {
    return eventTypeSets;
  }

  /**
   * The node of a check.
   *
   * @param key equal for equal checks only
   * @param types the types of events for which it holds; null if it asks for more than the type
   * @param predicate makes the check, if it is not known
   */
  PlanNode check(Object key, @Nullable EventTypeSet types, Supplier<EventPredicate> predicate) {
    PlanNode known = nodes.get(key);
    if (known != null) {
      return known;
    }
    PlanNode check = add(key, new PlanNode.Check(size(), predicate.get(), types));
    if (types != null) {
      eventTypeSets.add(types);
    }
    return check;
  }

  /** The node that holds for every event, or for none. */
  PlanNode constant(boolean holds) {
    PlanNode known = nodes.get(holds);
    return known != null ? known : add(holds, new PlanNode.Constant(size(), holds));
  }

  /** The negation of {@code operand}. */
  PlanNode not(PlanNode operand) {
    Boolean verdict = operand.verdict();
    if (verdict != null) {
      return constant(!verdict);
    }
    PlanNode negated = operand.negated();
    if (negated != null) {
      return negated;
    }
    NegationKey key = new NegationKey(operand.id());
    PlanNode known = nodes.get(key);
    return known != null ? known : add(key, new PlanNode.Negation(size(), operand));
  }

  /**
   * The node that holds if all, or one, of {@code operands} hold.
   *
   * @param all whether all must hold, rather than one
   */
  PlanNode junction(boolean all, List<PlanNode> operands) {
    Set<PlanNode> different = new LinkedHashSet<>(operands.size() * 2);
    for (PlanNode operand : operands) {
      Boolean verdict = operand.verdict();
      if (verdict == null) {
        different.add(operand);
      } else if (verdict != all) {
        return operand;
      }
    }
    if (different.isEmpty()) {
      return constant(all);
    }
    if (different.size() == 1) {
      return different.iterator().next();
    }
    Set<Integer> ids = new TreeSet<>();
    for (PlanNode operand : different) {
      ids.add(operand.id());
    }
    JunctionKey key = new JunctionKey(all, ids);
    PlanNode known = nodes.get(key);
    return known != null
        ? known
        : add(key, new PlanNode.Junction(size(), all, List.copyOf(different)));
  }

  private int size() {
    return nodes.size();
  }

  private PlanNode add(Object key, PlanNode node) {
    nodes.put(key, node);
    return node;
  }
}
