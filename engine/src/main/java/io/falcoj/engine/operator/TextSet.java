// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.Bytes;
import java.util.Arrays;
import java.util.Collection;

/**
 * A set of texts, prepared for look-up by slices of the event. Immutable; a look-up allocates
 * nothing.
 */
public final class TextSet {

  private final byte[][] table;
  private final int[] hashes;
  private final int shortest;
  private final int longest;

  /** The set of {@code texts}. */
  public TextSet(Collection<byte[]> texts) {
    int capacity = Integer.highestOneBit(Math.max(1, texts.size())) * 4;
    byte[][] entries = new byte[capacity][];
    int[] entryHashes = new int[capacity];
    int shortestLength = Integer.MAX_VALUE;
    int longestLength = -1;
    for (byte[] text : texts) {
      int hash = Bytes.hash(text, 0, text.length);
      int place = hash & (capacity - 1);
      while (entries[place] != null && !Arrays.equals(entries[place], text)) {
        place = (place + 1) & (capacity - 1);
      }
      entries[place] = text;
      entryHashes[place] = hash;
      shortestLength = Math.min(shortestLength, text.length);
      longestLength = Math.max(longestLength, text.length);
    }
    this.table = entries;
    this.hashes = entryHashes;
    this.shortest = shortestLength;
    this.longest = longestLength;
  }

  /** Whether the slice is in the set. */
  public boolean contains(byte[] array, int offset, int length) {
    if (length < shortest || length > longest) {
      return false;
    }
    int mask = table.length - 1;
    int hash = Bytes.hash(array, offset, length);
    int place = hash & mask;
    for (byte[] entry = table[place]; entry != null; entry = table[place]) {
      if (hashes[place] == hash
          && Arrays.equals(entry, 0, entry.length, array, offset, offset + length)) {
        return true;
      }
      place = (place + 1) & mask;
    }
    return false;
  }
}
