// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.RuleTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules arranged so that what many of them ask is asked once, above them. Of the nodes that rules
 * have in common, the one that most of them have comes first; the rules that have it are arranged
 * in the same way below it.
 */
final class PlannedTree {

  /** Few rules have more in common; more would only deepen the stack of evaluating threads. */
  private static final int MAX_DEPTH = 8;

  private final List<PlanNode> conjuncts;
  private final @Nullable CompiledRule rule;
  private final List<PlannedTree> branches;

  private PlannedTree(
      List<PlanNode> conjuncts, @Nullable CompiledRule rule, List<PlannedTree> branches) {
    this.conjuncts = conjuncts;
    this.rule = rule;
    this.branches = branches;
  }

  /** The tree of {@code rules}, which are in load order. */
  static PlannedTree of(List<PlannedRule> rules) {
    return new PlannedTree(List.of(), null, arrange(rules, 0));
  }

  /** The tree in which nothing is above {@code rules}. */
  static PlannedTree flat(List<PlannedRule> rules) {
    return new PlannedTree(List.of(), null, rules.stream().map(PlannedTree::leaf).toList());
  }

  private static PlannedTree leaf(PlannedRule rule) {
    return new PlannedTree(List.copyOf(rule.conjuncts()), rule.rule(), List.of());
  }

  private static List<PlannedTree> arrange(List<PlannedRule> rules, int depth) {
    Set<PlannedRule> left = new LinkedHashSet<>(rules);
    List<PlannedTree> branches = new ArrayList<>();
    if (depth < MAX_DEPTH) {
      for (Map.Entry<PlanNode, List<PlannedRule>> common : mostCommonFirst(rules)) {
        List<PlannedRule> group = common.getValue().stream().filter(left::contains).toList();
        if (group.size() > 1) {
          group.forEach(left::remove);
          branches.add(fork(group, depth));
        }
      }
    }
    left.forEach(rule -> branches.add(leaf(rule)));
    return branches;
  }

  private static PlannedTree fork(List<PlannedRule> group, int depth) {
    Set<PlanNode> common = new LinkedHashSet<>(group.get(0).conjuncts());
    group.forEach(rule -> common.retainAll(rule.conjuncts()));
    List<PlannedRule> rest = new ArrayList<>(group.size());
    for (PlannedRule rule : group) {
      Set<PlanNode> others = new LinkedHashSet<>(rule.conjuncts());
      others.removeAll(common);
      rest.add(new PlannedRule(rule.rule(), others));
    }
    return new PlannedTree(List.copyOf(common), null, arrange(rest, depth + 1));
  }

  /** The nodes that several rules have, each with those rules in load order. */
  private static List<Map.Entry<PlanNode, List<PlannedRule>>> mostCommonFirst(
      List<PlannedRule> rules) {
    Map<PlanNode, List<PlannedRule>> users = new LinkedHashMap<>();
    for (PlannedRule rule : rules) {
      for (PlanNode conjunct : rule.conjuncts()) {
        users.computeIfAbsent(conjunct, node -> new ArrayList<>()).add(rule);
      }
    }
    return users.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<PlanNode, List<PlannedRule>> entry) -> -entry.getValue().size())
                .thenComparingInt(entry -> entry.getKey().cost())
                .thenComparingInt(entry -> entry.getKey().id()))
        .toList();
  }

  /** Counts the places in which nodes are used. */
  void countUses(Lowerer lowerer) {
    conjuncts.forEach(lowerer::countUse);
    branches.forEach(branch -> branch.countUses(lowerer));
  }

  /** Makes the tree that runs. */
  RuleTree lower(Lowerer lowerer) {
    if (rule != null) {
      return RuleTree.leaf(lowerer.conjunction(conjuncts), rule);
    }
    return RuleTree.fork(
        lowerer.conjunction(conjuncts),
        branches.stream().map(branch -> branch.lower(lowerer)).toList());
  }
}
