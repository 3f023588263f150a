// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import io.falcoj.engine.Event;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.SharedPredicate;
import io.falcoj.engine.predicate.Slot;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules of one event source. Immutable and shared by all threads, each of which
 * evaluates with a context of its own.
 */
public final class Ruleset {

  private final String source;
  private final List<CompiledRule> rules;
  private final RuleMatching matching;
  private final List<Slot> slots;
  private final List<SharedPredicate> shared;
  private final int stateCount;
  private final @Nullable RuleTree[] trees;
  private final boolean firstMatchOnly;

  /**
   * Made by the compiler.
   *
   * @param rules in load order
   * @param slots what conditions and outputs read
   * @param shared the predicates that are used in more than one place, in the order of their
   *     numbers
   * @param stateCount how many predicates keep something for their own reuse
   * @param trees what is asked of events, by the code of their type; null where no rule matches
   */
  public Ruleset(
      String source,
      List<CompiledRule> rules,
      RuleMatching matching,
      List<Slot> slots,
      List<SharedPredicate> shared,
      int stateCount,
      @Nullable RuleTree[] trees) {
    this.source = source;
    this.rules = List.copyOf(rules);
    this.matching = matching;
    this.slots = List.copyOf(slots);
    this.shared = List.copyOf(shared);
    this.stateCount = stateCount;
    this.trees = trees.clone();
    this.firstMatchOnly =
        matching == RuleMatching.FIRST && rules.stream().noneMatch(CompiledRule::independent);
  }

  /** Name of the event source. */
  public String source() {
    return source;
  }

  /** All rules, in load order. */
  public List<CompiledRule> rules() {
    return rules;
  }

  /** What conditions and outputs read. */
  public List<Slot> slots() {
    return slots;
  }

  /**
   * How the rules are evaluated, for people: first every shared part by its number, then each tree
   * once, with the number of event types that it is for.
   */
  public String plan() {
    StringBuilder text = new StringBuilder();
    for (SharedPredicate part : shared) {
      text.append(part).append(": ").append(part.operand()).append('\n');
    }
    Set<RuleTree> different = new LinkedHashSet<>();
    for (RuleTree tree : trees) {
      if (tree != null && different.add(tree)) {
        long types = Arrays.stream(trees).filter(other -> other == tree).count();
        text.append("event types: ").append(types).append('\n');
        tree.print("  ", text);
      }
    }
    return text.toString();
  }

  /** Whether some rule can match events of type {@code code}: others need not be decoded. */
  public boolean wants(int code) {
    return tree(code) != null;
  }

  /** What a thread needs to evaluate events with this rule set, and with no other. */
  public EvalContext newContext() {
    return new EvalContext(slots, shared.size(), stateCount, rules.size(), firstMatchOnly);
  }

  /**
   * Tells {@code sink} which rules {@code event} matches, in load order. Allocates nothing if there
   * are none.
   *
   * @param context made by {@link #newContext()} and owned by the calling thread; holds the event's
   *     values until the next call
   */
  public void evaluate(Event event, EvalContext context, MatchSink sink) {
    context.begin(event);
    RuleTree tree = tree(event.typeCode());
    if (tree == null) {
      return;
    }
    tree.evaluate(context);
    boolean hidesOthers = false;
    for (int place = context.nextMatch(0); place >= 0; place = context.nextMatch(place + 1)) {
      CompiledRule rule = rules.get(place);
      if (rule.independent() || !hidesOthers) {
        sink.matched(rule);
      }
      hidesOthers |= matching == RuleMatching.FIRST && !rule.independent();
    }
  }

  private @Nullable RuleTree tree(int code) {
    return code >= 0 && code < trees.length ? trees[code] : null;
  }
}
