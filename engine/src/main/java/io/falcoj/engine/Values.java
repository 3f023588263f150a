// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a field yields for one event: nothing (the field is absent), or zero or more values of one
 * type. A holder is owned by its caller and filled again for every event; once grown, filling it
 * allocates nothing.
 *
 * <p>Numbers are longs (or the bits of a double), text is a slice of a byte array, an address is
 * two longs. Slices usually point into the event: they are valid until the source moves on. An
 * element of a list may itself be absent: a container without the property that the field reads.
 *
 * <p>Not thread-safe.
 */
public final class Values {

  private static final int INITIAL_CAPACITY = 4;
  private static final byte[] NO_BYTES = {};

  private boolean present;
  private boolean anyAbsentElement;
  private int size;
  private boolean[] absent = new boolean[INITIAL_CAPACITY];
  private long[] numbers = new long[INITIAL_CAPACITY];
  private long[] highs = new long[INITIAL_CAPACITY];
  private byte[][] arrays = new byte[INITIAL_CAPACITY][];
  private int[] offsets = new int[INITIAL_CAPACITY];
  private int[] lengths = new int[INITIAL_CAPACITY];
  private byte[] scratch = NO_BYTES;
  private int scratchUsed;

  /** Makes the field absent; every extractor is handed a holder in this state. */
  public void clear() {
    present = false;
    anyAbsentElement = false;
    size = 0;
    scratchUsed = 0;
  }

  /** Makes the field present with no value yet: an empty list if nothing is added. */
  public void present() {
    present = true;
  }

  /** Whether the field is there at all; an empty list is. */
  public boolean isPresent() {
    return present;
  }

  /** How many elements there are, absent ones included. */
  public int size() {
    return size;
  }

  /** Whether element {@code index} is there. */
  public boolean isPresent(int index) {
    return !absent[index];
  }

  /** Whether some element is absent. */
  public boolean anyAbsentElement() {
    return anyAbsentElement;
  }

  /** Adds an element that is not there. */
  public void addAbsent() {
    int index = next();
    absent[index] = true;
    anyAbsentElement = true;
  }

  /** Adds a number, a flag set, a time or (1 and 0) a boolean. */
  public void addLong(long value) {
    int index = next();
    numbers[index] = value;
  }

  /** Adds true or false. */
  public void addBoolean(boolean value) {
    addLong(value ? 1 : 0);
  }

  /** Adds a floating-point number. */
  public void addDouble(double value) {
    addLong(Double.doubleToRawLongBits(value));
  }

  /**
   * Adds text without copying it.
   *
   * @param array UTF-8 bytes, as the event has them; must stay as it is until the next event
   */
  public void addText(byte[] array, int offset, int length) {
    int index = next();
    arrays[index] = array;
    offsets[index] = offset;
    lengths[index] = length;
  }

  /** Adds all bytes of {@code array} as text, without copying them. */
  public void addText(byte[] array) {
    addText(array, 0, array.length);
  }

  /**
   * Adds an IPv4 address.
   *
   * @param address the four bytes in network order, as an unsigned 32-bit number
   */
  public void addIpv4(int address) {
    int index = next();
    highs[index] = 0;
    numbers[index] = Integer.toUnsignedLong(address);
    lengths[index] = 4;
  }

  /**
   * Adds an IPv6 address.
   *
   * @param high the first eight bytes, in network order
   * @param low the last eight bytes, in network order
   */
  public void addIpv6(long high, long low) {
    int index = next();
    highs[index] = high;
    numbers[index] = low;
    lengths[index] = 16;
  }

  /**
   * Room for text that the event does not hold as it is: unescaped or put together. Write at most
   * {@code capacity} bytes into {@link #scratch()} from the returned index on, then call {@link
   * #addScratch}. Texts added before stay valid.
   *
   * @return index in {@link #scratch()} at which to write
   */
  public int reserve(int capacity) {
    if (scratch.length - scratchUsed < capacity) {
      // Elements added before keep the old array; the new one starts empty. It is twice as large,
      // so that in the end one array holds all texts of an event and no event allocates.
      scratch = new byte[Math.max(2 * scratch.length, Math.max(256, roundedUp(capacity)))];
      scratchUsed = 0;
    }
    return scratchUsed;
  }

  private static int roundedUp(int capacity) {
    return capacity < 1 << 30 ? Integer.highestOneBit(Math.max(1, capacity)) << 1 : capacity;
  }

  /** The array that {@link #reserve} last gave room in. */
  public byte[] scratch() {
    return scratch;
  }

  /** Adds the text written from {@code offset}, which {@link #reserve} returned. */
  public void addScratch(int offset, int length) {
    addText(scratch, offset, length);
    scratchUsed = offset + length;
  }

  /**
   * Takes back the elements from {@code newSize} on, none of them absent: texts that were added to
   * be put together into another one, or to be cut. Their bytes stay where they are until {@link
   * #clear}.
   */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** The number at {@code index}; for an address its low half (IPv4: all of it). */
  public long longAt(int index) {
    return numbers[index];
  }

  /** The floating-point number at {@code index}. */
  public double doubleAt(int index) {
    return Double.longBitsToDouble(numbers[index]);
  }

  /** The first eight bytes of the IPv6 address at {@code index}. */
  public long highAt(int index) {
    return highs[index];
  }

  /** The array that holds the text at {@code index}. */
  public byte[] arrayAt(int index) {
    return arrays[index];
  }

  /** Where the text at {@code index} begins in its array. */
  public int offsetAt(int index) {
    return offsets[index];
  }

  /** Length in bytes of the text at {@code index}; of an address: 4 or 16. */
  public int lengthAt(int index) {
    return lengths[index];
  }

  /** Whether the text at {@code index} is {@code text} (UTF-8). */
  public boolean textEquals(int index, byte[] text) {
    return lengths[index] == text.length && textStartsWith(index, text);
  }

  /** Whether two elements are the same text. */
  public boolean textEquals(int one, int other) {
    return Arrays.equals(
        arrays[one],
        offsets[one],
        offsets[one] + lengths[one],
        arrays[other],
        offsets[other],
        offsets[other] + lengths[other]);
  }

  /** Whether the text at {@code index} begins with {@code prefix} (UTF-8). */
  public boolean textStartsWith(int index, byte[] prefix) {
    int start = offsets[index];
    return lengths[index] >= prefix.length
        && Arrays.equals(arrays[index], start, start + prefix.length, prefix, 0, prefix.length);
  }

  /** The text at {@code index} as a new string; bytes that are not UTF-8 become U+FFFD. */
  public String stringAt(int index) {
    return new String(arrays[index], offsets[index], lengths[index], StandardCharsets.UTF_8);
  }

  /** Makes this holder equal to {@code other}; texts are shared, not copied. */
  public void copyFrom(Values other) {
    clear();
    present = other.present;
    for (int i = 0; i < other.size; i++) {
      addElement(other, i);
    }
  }

  /** Adds the element at {@code index} of {@code other}, whatever its type. */
  public void addElement(Values other, int index) {
    int own = next();
    absent[own] = other.absent[index];
    anyAbsentElement |= absent[own];
    numbers[own] = other.numbers[index];
    highs[own] = other.highs[index];
    arrays[own] = other.arrays[index];
    offsets[own] = other.offsets[index];
    lengths[own] = other.lengths[index];
  }

  private int next() {
    present = true;
    if (size == absent.length) {
      grow();
    }
    absent[size] = false;
    return size++;
  }

  private void grow() {
    int capacity = size * 2;
    absent = Arrays.copyOf(absent, capacity);
    numbers = Arrays.copyOf(numbers, capacity);
    highs = Arrays.copyOf(highs, capacity);
    arrays = Arrays.copyOf(arrays, capacity);
    offsets = Arrays.copyOf(offsets, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }
}
