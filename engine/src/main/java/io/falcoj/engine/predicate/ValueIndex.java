// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import java.util.Arrays;

/**
 * Finds values among those of a list, in constant time for each: an open-addressing table that is
 * filled again for every list. One absent element is like another. Kept by a context between
 * events; once grown, filling it allocates nothing.
 */
final class ValueIndex {

  private static final int EMPTY = 0;
  private static final int INITIAL_CAPACITY = 16;

  private int[] table = new int[INITIAL_CAPACITY];
  private FieldType.Storage storage = FieldType.Storage.TEXT;
  private Values values = new Values();

  /** Indexes {@code list}, whose values are held as {@code storedAs}. */
  void fill(Values list, FieldType.Storage storedAs) {
    values = list;
    storage = storedAs;
    int size = list.size();
    if (table.length < size * 2) {
      table = new int[Integer.highestOneBit(size) * 4];
    } else {
      Arrays.fill(table, EMPTY);
    }
    for (int i = 0; i < size; i++) {
      int place = place(list, i);
      if (table[place] == EMPTY) {
        table[place] = i + 1;
      }
    }
  }

  /** Whether element {@code index} of {@code other} is among the indexed values. */
  boolean contains(Values other, int index) {
    return table[place(other, index)] != EMPTY;
  }

  private int place(Values other, int index) {
    int mask = table.length - 1;
    int place = hash(other, index) & mask;
    while (table[place] != EMPTY && !equal(values, table[place] - 1, other, index)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private int hash(Values other, int index) {
    if (!other.isPresent(index)) {
      return 0;
    }
    switch (storage) {
      case TEXT:
        return Bytes.hash(other.arrayAt(index), other.offsetAt(index), other.lengthAt(index));
      case ADDRESS:
        return Bytes.mix(other.longAt(index) ^ Long.rotateLeft(other.highAt(index), 32));
      case LONG:
      case UNSIGNED:
      case DOUBLE:
        return Bytes.mix(other.longAt(index));
    }
    throw new AssertionError(storage);
  }

  private boolean equal(Values a, int i, Values b, int j) {
    if (!a.isPresent(i) || !b.isPresent(j)) {
      return a.isPresent(i) == b.isPresent(j);
    }
    switch (storage) {
      case TEXT:
        return Arrays.equals(
            a.arrayAt(i),
            a.offsetAt(i),
            a.offsetAt(i) + a.lengthAt(i),
            b.arrayAt(j),
            b.offsetAt(j),
            b.offsetAt(j) + b.lengthAt(j));
      case ADDRESS:
        return a.lengthAt(i) == b.lengthAt(j)
            && a.longAt(i) == b.longAt(j)
            && a.highAt(i) == b.highAt(j);
      case LONG:
      case UNSIGNED:
        return a.longAt(i) == b.longAt(j);
      case DOUBLE:
        return a.doubleAt(i) == b.doubleAt(j);
    }
    throw new AssertionError(storage);
  }
}
