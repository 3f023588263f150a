// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

import io.falcoj.engine.EventTable;
import java.util.BitSet;

/** A set of event types, by their codes in the event table. Immutable. */
public final class EventTypeSet {

  /** Every event type. */
  public static final EventTypeSet ALL = new EventTypeSet(allCodes());

  /** No event type. */
  public static final EventTypeSet NONE = new EventTypeSet(new BitSet());

  private final BitSet codes;

  private EventTypeSet(BitSet codes) {
    this.codes = codes;
  }

  /** The set of exactly these codes. */
  public static EventTypeSet of(int... codes) {
    BitSet bits = new BitSet();
    for (int code : codes) {
      bits.set(code);
    }
    return new EventTypeSet(bits);
  }

  /** Whether events of type {@code code} are in it. */
  public boolean contains(int code) {
    return codes.get(code);
  }

  /** How many types are in it. */
  public int size() {
    return codes.cardinality();
  }

  /** What is in both. */
  public EventTypeSet and(EventTypeSet other) {
    BitSet bits = (BitSet) codes.clone();
    bits.and(other.codes);
    return new EventTypeSet(bits);
  }

  /** What is in one of them. */
  public EventTypeSet or(EventTypeSet other) {
    BitSet bits = (BitSet) codes.clone();
    bits.or(other.codes);
    return new EventTypeSet(bits);
  }

  /** All types that are not in it. */
  public EventTypeSet complement() {
    BitSet bits = allCodes();
    bits.andNot(codes);
    return new EventTypeSet(bits);
  }

  /** The codes in it, in ascending order. */
  public int[] codes() {
    return codes.stream().toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventTypeSet && codes.equals(((EventTypeSet) other).codes);
  }

  @Override
  public int hashCode() {
    return codes.hashCode();
  }

  @Override
  public String toString() {
    return codes.toString();
  }

  private static BitSet allCodes() {
    BitSet bits = new BitSet(EventTable.SIZE);
    bits.set(0, EventTable.SIZE);
    return bits;
  }
}
