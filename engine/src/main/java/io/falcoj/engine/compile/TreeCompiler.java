// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.predicate.ConstantPredicate;
import io.falcoj.engine.predicate.SharedPredicate;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.engine.ruleset.RuleTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree of rules for every type of events: of those that can match it, and of what is left
 * of their conditions once the type is known. Types for which that is the same have one tree.
 */
final class TreeCompiler {

  /**
   * If there are more rules than that in all trees together, they would take much memory and time
   * to arrange: then conditions stay whole, and a rule is the same leaf in every tree.
   */
  private static final int MAX_ARRANGED = 1 << 18;

  private final Plan plan;
  private final List<CompiledRule> rules;
  private final List<PlanNode> conditions;
  private final boolean typesDiffer;
  private final boolean cheapestFirst;
  private final List<SharedPredicate> shared = new ArrayList<>();

  /** What tells event types apart. */
  private record Kind(boolean named, BitSet sets) {}

  private record TreeKey(BitSet rules, List<PlanNode> conditions) {}

  /**
   * @param rules in load order
   * @param conditions of the rules, in their order
   * @param typesDiffer whether the events are of several types, of which checks ask
   * @param cheapestFirst whether rules and checks are arranged so that they cost least, rather than
   *     asked as they are written
   */
  TreeCompiler(
      Plan plan,
      List<CompiledRule> rules,
      List<PlanNode> conditions,
      boolean typesDiffer,
      boolean cheapestFirst) {
    this.plan = plan;
    this.rules = rules;
    this.conditions = conditions;
    this.typesDiffer = typesDiffer;
    this.cheapestFirst = cheapestFirst;
  }

  /** The predicates that are used in several places of a tree, once {@link #compile} made them. */
  List<SharedPredicate> shared() {
    return shared;
  }

  /** The trees, by the code of the event type; null where no rule can match. */
  @Nullable RuleTree[] compile() {
    Map<Kind, List<Integer>> kinds = kinds();
    long arranged = 0;
    for (List<Integer> codes : kinds.values()) {
      arranged += candidates(codes.get(0)).cardinality();
    }
    return arranged > MAX_ARRANGED ? flatTrees(kinds) : arrangedTrees(kinds);
  }

  /** The codes of event types, those together that nothing tells apart. */
  private Map<Kind, List<Integer>> kinds() {
    Set<EventTypeSet> sets = new LinkedHashSet<>(plan.eventTypeSets());
    rules.forEach(rule -> sets.add(rule.eventTypes()));
    Map<Kind, List<Integer>> kinds = new LinkedHashMap<>();
    for (int code = 0; code < EventTable.SIZE; code++) {
      BitSet containing = new BitSet();
      int index = 0;
      for (EventTypeSet set : sets) {
        containing.set(index++, set.contains(code) || code == EventTable.ASYNC_EVENT);
      }
      kinds
          .computeIfAbsent(new Kind(isNamed(code), containing), kind -> new ArrayList<>())
          .add(code);
    }
    return kinds;
  }

  /** Whether all events of a type have its name. */
  private boolean isNamed(int code) {
    return typesDiffer
        && code != EventTable.GENERIC_ENTER
        && code != EventTable.GENERIC_EXIT
        && code != EventTable.ASYNC_EVENT;
  }

  /** The rules that events of a type may match. */
  private BitSet candidates(int code) {
    BitSet candidates = new BitSet();
    for (CompiledRule rule : rules) {
      // Every rule may match an asynchronous event, whose name is not known beforehand.
      if (rule.eventTypes().contains(code) || code == EventTable.ASYNC_EVENT) {
        candidates.set(rule.index());
      }
    }
    return candidates;
  }

  private @Nullable RuleTree[] arrangedTrees(Map<Kind, List<Integer>> kinds) {
    @Nullable RuleTree[] trees = new RuleTree[EventTable.SIZE];
    Map<TreeKey, RuleTree> known = new HashMap<>();
    kinds.forEach(
        (kind, codes) -> {
          TreeKey key = reduce(codes.get(0), kind.named());
          if (!key.rules().isEmpty()) {
            RuleTree tree = known.computeIfAbsent(key, this::arrange);
            codes.forEach(code -> trees[code] = tree);
          }
        });
    return trees;
  }

  /** The rules that are left for a type, and their conditions. */
  private TreeKey reduce(int code, boolean named) {
    Reduction reduction = new Reduction(plan, code);
    BitSet left = candidates(code);
    List<PlanNode> reduced = new ArrayList<>(left.cardinality());
    for (int rule = left.nextSetBit(0); rule >= 0; rule = left.nextSetBit(rule + 1)) {
      PlanNode condition = conditions.get(rule);
      PlanNode rest = named ? reduction.of(condition) : condition;
      if (Boolean.FALSE.equals(rest.verdict())) {
        left.clear(rule);
      } else {
        reduced.add(rest);
      }
    }
    return new TreeKey(left, reduced);
  }

  private RuleTree arrange(TreeKey key) {
    List<PlannedRule> planned = new ArrayList<>(key.conditions().size());
    int rule = key.rules().nextSetBit(0);
    for (PlanNode condition : key.conditions()) {
      Set<PlanNode> conjuncts = new LinkedHashSet<>();
      condition.addConjuncts(conjuncts);
      planned.add(new PlannedRule(rules.get(rule), conjuncts));
      rule = key.rules().nextSetBit(rule + 1);
    }
    PlannedTree tree = cheapestFirst ? PlannedTree.of(planned) : PlannedTree.flat(planned);
    Lowerer lowerer = new Lowerer(cheapestFirst, shared);
    tree.countUses(lowerer);
    return tree.lower(lowerer);
  }

  private @Nullable RuleTree[] flatTrees(Map<Kind, List<Integer>> kinds) {
    Lowerer lowerer = new Lowerer(cheapestFirst, shared);
    conditions.forEach(lowerer::countUse);
    List<RuleTree> leaves = new ArrayList<>(rules.size());
    for (CompiledRule rule : rules) {
      leaves.add(RuleTree.leaf(lowerer.predicate(conditions.get(rule.index())), rule));
    }
    @Nullable RuleTree[] trees = new RuleTree[EventTable.SIZE];
    for (List<Integer> codes : kinds.values()) {
      BitSet candidates = candidates(codes.get(0));
      if (!candidates.isEmpty()) {
        RuleTree tree =
            RuleTree.fork(
                ConstantPredicate.TRUE, candidates.stream().mapToObj(leaves::get).toList());
        codes.forEach(code -> trees[code] = tree);
      }
    }
    return trees;
  }
}
