// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A table from numbers to objects: open addressing, nothing boxed, nothing allocated but when it
 * grows. Removing closes the gap at once, so that a table that lives long does not fill up with
 * marks. Not thread-safe.
 *
 * <p>Keys come from recordings, which may be hostile. Where a key belongs is told by the top bits
 * of its product with a number that nobody knows beforehand: of {@code n} places two given keys
 * then share one with a probability of at most {@code 2 / n}, however they were chosen.
 *
 * @param <V> what is found under a number
 */
public final class LongTable<V> {

  private static final int INITIAL_CAPACITY = 16;

  /** Odd, and another in every process. */
  private static final long MULTIPLIER = new SplittableRandom().nextLong() | 1;

  private long[] keys = new long[INITIAL_CAPACITY];
  private @Nullable Object[] values = new Object[INITIAL_CAPACITY];
  private int shift = Long.numberOfLeadingZeros(INITIAL_CAPACITY) + 1;
  private int size;

  /** How many entries there are. */
  public int size() {
    return size;
  }

  /** What is found under {@code key}; null if nothing is. */
  public @Nullable V get(long key) {
    int mask = keys.length - 1;
    int index = home(key);
    while (values[index] != null) {
      if (keys[index] == key) {
        return at(index);
      }
      index = index + 1 & mask;
    }
    return null;
  }

  /** Puts {@code value} under {@code key}, in the place of what was there. */
  public void put(long key, V value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int mask = keys.length - 1;
    int index = home(key);
    while (values[index] != null) {
      if (keys[index] == key) {
        values[index] = value;
        return;
      }
      index = index + 1 & mask;
    }
    keys[index] = key;
    values[index] = value;
    size++;
  }

  /** Takes out what is found under {@code key}; null if nothing is. */
  public @Nullable V remove(long key) {
    int mask = keys.length - 1;
    int index = home(key);
    while (values[index] != null) {
      if (keys[index] == key) {
        V removed = at(index);
        close(index, mask);
        size--;
        return removed;
      }
      index = index + 1 & mask;
    }
    return null;
  }

  /** Takes out everything. */
  public void clear() {
    Arrays.fill(values, null);
    size = 0;
  }

  /**
   * Calls {@code visitor} for every entry, in no particular order; it must not change the table.
   */
  public void forEach(Visitor<? super V> visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != null) {
        visitor.visit(keys[i], at(i));
      }
    }
  }

  /** Takes out every entry whose key {@code doomed} names. */
  public void removeIf(LongPredicate doomed) {
    long[] candidates = new long[size];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (values[i] != null && doomed.test(keys[i])) {
        candidates[count++] = keys[i];
      }
    }
    for (int i = 0; i < count; i++) {
      remove(candidates[i]);
    }
  }

  /** What {@link #forEach} calls. */
  @FunctionalInterface
  public interface Visitor<V> {
    void visit(long key, V value);
  }

  /** Moves the entries behind a gap into it until none would gain. */
  private void close(int gap, int mask) {
    int hole = gap;
    int index = gap;
    while (true) {
      index = index + 1 & mask;
      if (values[index] == null) {
        break;
      }
      int home = home(keys[index]);
      // The entry may move to the hole unless its home lies between the hole and itself.
      if ((index - home & mask) >= (index - hole & mask)) {
        keys[hole] = keys[index];
        values[hole] = values[index];
        hole = index;
      }
    }
    values[hole] = null;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new Object[oldKeys.length * 2];
    shift--;
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int index = home(oldKeys[i]);
        while (values[index] != null) {
          index = index + 1 & mask;
        }
        keys[index] = oldKeys[i];
        values[index] = oldValues[i];
      }
    }
  }

  @SuppressWarnings("unchecked") // only put() stores, and only V
  private V at(int index) {
    return (V) values[index];
  }

  private int home(long key) {
    return (int) (key * MULTIPLIER >>> shift);
  }
}
