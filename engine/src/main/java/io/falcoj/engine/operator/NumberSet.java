// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.Bytes;

/** A set of longs, prepared for look-up. Immutable; a look-up allocates nothing. */
final class NumberSet {

  private final long[] table;
  private final boolean containsZero;

  /** The set of {@code numbers}. */
  NumberSet(long[] numbers) {
    long[] entries = new long[Integer.highestOneBit(Math.max(1, numbers.length)) * 4];
    boolean zero = false;
    for (long number : numbers) {
      // Zero marks an empty place, so it is kept apart.
      if (number == 0) {
        zero = true;
      } else {
        entries[place(entries, number)] = number;
      }
    }
    this.table = entries;
    this.containsZero = zero;
  }

  /** Whether {@code number} is in the set. */
  boolean contains(long number) {
    return number == 0 ? containsZero : table[place(table, number)] == number;
  }

  private static int place(long[] table, long number) {
    int mask = table.length - 1;
    int place = Bytes.mix(number) & mask;
    while (table[place] != 0 && table[place] != number) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
