// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.Bytes;
import java.util.Collection;

/** A set of IP addresses, prepared for look-up. Immutable; a look-up allocates nothing. */
final class AddressSet {

  private final int[] lengths;
  private final long[] highs;
  private final long[] lows;

  /** The set of {@code addresses}. */
  AddressSet(Collection<Address> addresses) {
    int capacity = Integer.highestOneBit(Math.max(1, addresses.size())) * 4;
    lengths = new int[capacity];
    highs = new long[capacity];
    lows = new long[capacity];
    for (Address address : addresses) {
      int place = place(address.length(), address.high(), address.low());
      lengths[place] = address.length();
      highs[place] = address.high();
      lows[place] = address.low();
    }
  }

  /** Whether the address is in the set. */
  boolean contains(int length, long high, long low) {
    return lengths[place(length, high, low)] != 0;
  }

  private int place(int length, long high, long low) {
    int mask = lengths.length - 1;
    int place = Bytes.mix(low ^ Long.rotateLeft(high, Integer.SIZE) ^ length) & mask;
    while (lengths[place] != 0
        && (lengths[place] != length || highs[place] != high || lows[place] != low)) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
