// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import io.falcoj.engine.Event;
import io.falcoj.engine.EventTable;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.SharedPredicate;
import io.falcoj.engine.predicate.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The compiled rules of one event source. Immutable and shared by all threads, each of which
 * evaluates with a context of its own.
 */
public final class Ruleset {

  private static final CompiledRule[] NO_RULES = {};

  private final String source;
  private final List<CompiledRule> rules;
  private final RuleMatching matching;
  private final List<Slot> slots;
  private final List<SharedPredicate> shared;
  private final int stateCount;
  private final CompiledRule[][] byType;

  /**
   * Made by the compiler.
   *
   * @param rules in load order
   * @param slots what conditions and outputs read
   * @param shared the predicates that are used in more than one place, in the order of their
   *     numbers
   * @param stateCount how many predicates keep something for their own reuse
   */
  public Ruleset(
      String source,
      List<CompiledRule> rules,
      RuleMatching matching,
      List<Slot> slots,
      List<SharedPredicate> shared,
      int stateCount) {
    this.source = source;
    this.rules = List.copyOf(rules);
    this.matching = matching;
    this.slots = List.copyOf(slots);
    this.shared = List.copyOf(shared);
    this.stateCount = stateCount;
    this.byType = index(this.rules);
  }

  private static CompiledRule[][] index(List<CompiledRule> rules) {
    CompiledRule[][] index = new CompiledRule[EventTable.SIZE][];
    Map<List<CompiledRule>, CompiledRule[]> known = new HashMap<>();
    for (int code = 0; code < index.length; code++) {
      List<CompiledRule> candidates = new ArrayList<>();
      for (CompiledRule rule : rules) {
        // Every rule may match an asynchronous event, whose name is not known beforehand.
        if (rule.eventTypes().contains(code) || code == EventTable.ASYNC_EVENT) {
          candidates.add(rule);
        }
      }
      index[code] = known.computeIfAbsent(candidates, list -> list.toArray(NO_RULES));
    }
    return index;
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

  /** How many predicates are used in more than one place and evaluated once. */
  public int sharedPredicates() {
    return shared.size();
  }

  /**
   * How the rules are evaluated, for people: every condition as it runs, operands in the order in
   * which they are asked, and every shared part by its number.
   */
  public String plan() {
    StringBuilder text = new StringBuilder();
    for (SharedPredicate part : shared) {
      text.append(part)
          .append(" (used ")
          .append(part.uses())
          .append(" times, cost ")
          .append(part.operand().cost())
          .append("): ")
          .append(part.operand())
          .append('\n');
    }
    for (CompiledRule rule : rules) {
      text.append(rule.name())
          .append(" (cost ")
          .append(rule.predicate().cost())
          .append("): ")
          .append(rule.predicate())
          .append('\n');
    }
    return text.toString();
  }

  /** Whether some rule can match events of type {@code code}: others need not be decoded. */
  public boolean wants(int code) {
    return candidates(code).length > 0;
  }

  /** What a thread needs to evaluate events with this rule set, and with no other. */
  public EvalContext newContext() {
    return new EvalContext(slots, shared.size(), stateCount);
  }

  /**
   * Tells {@code sink} which rules {@code event} matches. Allocates nothing if there are none.
   *
   * @param context made by {@link #newContext()} and owned by the calling thread; holds the event's
   *     values until the next call
   */
  public void evaluate(Event event, EvalContext context, MatchSink sink) {
    context.begin(event);
    for (CompiledRule rule : candidates(event.typeCode())) {
      if (rule.predicate().matches(context)) {
        sink.matched(rule);
        if (matching == RuleMatching.FIRST) {
          return;
        }
      }
    }
  }

  private CompiledRule[] candidates(int code) {
    return code >= 0 && code < byType.length ? byType[code] : NO_RULES;
  }
}
