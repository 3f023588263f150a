// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.EventPredicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an event, and in which order, to find the rules that it matches: a condition
 * that several rules have in common, and below it what else each of them asks. So one check that
 * fails spares all rules that need it. Immutable.
 */
public final class RuleTree {

  private static final RuleTree[] NOTHING = {};

  private final EventPredicate condition;
  private final @Nullable CompiledRule rule;
  private final RuleTree[] branches;
  private final int firstRule;

  private RuleTree(
      EventPredicate condition, @Nullable CompiledRule rule, RuleTree[] branches, int firstRule) {
    this.condition = condition;
    this.rule = rule;
    this.branches = branches;
    this.firstRule = firstRule;
  }

  /** A rule, and what is asked of an event for which the conditions above hold. */
  public static RuleTree leaf(EventPredicate condition, CompiledRule rule) {
    return new RuleTree(condition, rule, NOTHING, rule.index());
  }

  /** A condition that all of the rules below need. */
  public static RuleTree fork(EventPredicate condition, List<RuleTree> branches) {
    int first = Integer.MAX_VALUE;
    for (RuleTree branch : branches) {
      first = Math.min(first, branch.firstRule);
    }
    return new RuleTree(condition, null, branches.toArray(NOTHING), first);
  }

  /** Tells {@code context} of every rule that its event matches, in no particular order. */
  void evaluate(EvalContext context) {
    if (!condition.matches(context)) {
      return;
    }
    if (rule != null) {
      context.matched(rule.index());
    }
    for (RuleTree branch : branches) {
      if (branch.firstRule < context.matchLimit()) {
        branch.evaluate(context);
      }
    }
  }

  void print(String indent, StringBuilder text) {
    text.append(indent).append(condition);
    if (rule != null) {
      text.append(" -> ").append(rule.name());
    }
    text.append('\n');
    for (RuleTree branch : branches) {
      branch.print(indent + "  ", text);
    }
  }

  /** The tree, one condition a line, indented; behind an arrow the rule that matches. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    print("", text);
    return text.toString();
  }
}
