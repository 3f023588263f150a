// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import java.util.Arrays;

/**
 * A set of hashes of 128 bits, two longs each, in an open table that is at most half full. The
 * hashes must be of a {@link KeyedHash}: they are taken for random. Used by one thread.
 */
final class HashSet128 {

  private static final int INITIAL_SLOTS = 1 << 8;
  private static final int STRIDE = 2;

  private long[] slots = new long[INITIAL_SLOTS * STRIDE];
  private int size;

  int size() {
    return size;
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(slots, 0);
      size = 0;
    }
  }

  boolean contains(long low, long high) {
    int slot = find(slots, nonZero(low, high), high);
    return slots[slot] != 0 || slots[slot + 1] != 0;
  }

  /** Adds a hash; false if it was there. */
  boolean add(long low, long high) {
    long first = nonZero(low, high);
    int slot = find(slots, first, high);
    if (slots[slot] != 0 || slots[slot + 1] != 0) {
      return false;
    }
    slots[slot] = first;
    slots[slot + 1] = high;
    size++;
    if (size * 2 * STRIDE > slots.length) {
      grow();
    }
    return true;
  }

  /** All hashes, two longs each, in no order. */
  long[] toArray() {
    long[] hashes = new long[size * STRIDE];
    int at = 0;
    for (int slot = 0; slot < slots.length; slot += STRIDE) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        hashes[at] = slots[slot];
        hashes[at + 1] = slots[slot + 1];
        at += STRIDE;
      }
    }
    return hashes;
  }

  /** The hash that looks like an empty slot becomes another one. */
  private static long nonZero(long low, long high) {
    return low == 0 && high == 0 ? 1 : low;
  }

  /** Index of the slot that has the hash, else of the empty one where it belongs. */
  private static int find(long[] slots, long low, long high) {
    int mask = slots.length - 1;
    int slot = (int) high * STRIDE & mask;
    while ((slots[slot] != low || slots[slot + 1] != high)
        && (slots[slot] != 0 || slots[slot + 1] != 0)) {
      slot = slot + STRIDE & mask;
    }
    return slot;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (int slot = 0; slot < slots.length; slot += STRIDE) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        int target = find(larger, slots[slot], slots[slot + 1]);
        larger[target] = slots[slot];
        larger[target + 1] = slots[slot + 1];
      }
    }
    slots = larger;
  }
}
