// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.Event;
import io.falcoj.engine.ThreadHome;
import io.falcoj.engine.Values;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one thread knows about the event it is evaluating: the values read so far, the verdicts of
 * checks that several rules share, and the rules that match. Values and verdicts carry the number
 * of the event they were made for, so nothing is cleared between events that match no rule.
 *
 * <p>Made by a rule set for its own predicates. Not thread-safe: one for each evaluating thread.
 */
public final class EvalContext {

  private final Slot[] slots;
  private final @Nullable Values[] values;
  private final long[] filledFor;
  private final long[] verdicts;
  private final @Nullable Object[] states;
  private final BitSet matches;
  private final int ruleCount;
  private final boolean firstMatchOnly;
  private int matchLimit;
  private long sequence;
  private @Nullable Event event;

  /**
   * @param slots what may be asked for, at the index that each slot names
   * @param verdictCount how many shared predicates there are
   * @param stateCount how many predicates keep something between events for their own reuse
   * @param ruleCount how many rules may match
   * @param firstMatchOnly whether a rule behind one that matches need not be asked
   */
  public EvalContext(
      List<Slot> slots, int verdictCount, int stateCount, int ruleCount, boolean firstMatchOnly) {
    ThreadHome home = new ThreadHome();
    this.slots = slots.stream().map(slot -> slot.forThread(home)).toArray(Slot[]::new);
    this.values = new Values[this.slots.length];
    this.filledFor = new long[this.slots.length];
    this.verdicts = new long[verdictCount];
    this.states = new Object[stateCount];
    this.matches = new BitSet(ruleCount);
    this.ruleCount = ruleCount;
    this.matchLimit = ruleCount;
    this.firstMatchOnly = firstMatchOnly;
  }

  /** Moves on to {@code next}: all that was known about the event before is forgotten. */
  public void begin(Event next) {
    event = next;
    sequence++;
    if (!matches.isEmpty()) {
      matches.clear();
      matchLimit = ruleCount;
    }
  }

  /**
   * The event being evaluated.
   *
   * @throws IllegalStateException before the first one
   */
  public Event event() {
    Event current = event;
    if (current == null) {
      throw new IllegalStateException("no event yet");
    }
    return current;
  }

  /**
   * The values of a slot for the event being evaluated, read at most once per event.
   *
   * @return owned by this context; valid until the next event
   */
  public Values values(int slot) {
    Values current = values[slot];
    return current != null && filledFor[slot] == sequence ? current : fill(slot);
  }

  private Values fill(int slot) {
    Values filled = values[slot];
    if (filled == null) {
      filled = new Values();
      values[slot] = filled;
    }
    filled.clear();
    slots[slot].fill(this, filled);
    filledFor[slot] = sequence;
    return filled;
  }

  /** The verdict of a shared predicate: 1 true, 0 false, -1 not known for this event. */
  int verdict(int index) {
    long stored = verdicts[index];
    return stored >>> 1 == sequence ? (int) (stored & 1) : -1;
  }

  /** Remembers a verdict for this event. */
  void remember(int index, boolean verdict) {
    verdicts[index] = sequence << 1 | (verdict ? 1 : 0);
  }

  /** Remembers that the event matches a rule, by its place in the load order. */
  public void matched(int rule) {
    matches.set(rule);
    if (firstMatchOnly && rule < matchLimit) {
      matchLimit = rule;
    }
  }

  /** Rules from this place in the load order on need not be asked. */
  public int matchLimit() {
    return matchLimit;
  }

  /** The first rule from {@code from} on that the event matches; -1 if there is none. */
  public int nextMatch(int from) {
    return matches.nextSetBit(from);
  }

  /** What a predicate keeps for its own reuse; null before it kept anything. */
  public @Nullable Object state(int index) {
    return states[index];
  }

  /** Keeps something for the predicate that was given {@code index}. */
  public void keepState(int index, Object state) {
    states[index] = state;
  }
}
