// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.Random;

/**
 * Searches for a text that nobody could prepare for, because it comes from the event too. Compares
 * a hash that rolls over the text, so that the time is linear whatever the event holds; the hash
 * differs from run to run, so that nobody can prepare an event full of collisions.
 */
final class RollingSearch {

  /** A prime, just below the power of two that makes the remainder cheap. */
  private static final long MODULUS = (1L << 61) - 1;

  /** Between 256 and the modulus. */
  private static final long BASE = 256 + (new Random().nextLong() >>> 4);

  private RollingSearch() {}

  /** Whether the second slice is in the first. */
  static boolean contains(
      byte[] array,
      int offset,
      int length,
      byte[] needle,
      int needleOffset,
      int needleLength,
      boolean ignoreCase) {
    if (needleLength > length) {
      return false;
    }
    long wanted = 0;
    long hash = 0;
    long power = 1;
    for (int i = 0; i < needleLength; i++) {
      wanted = add(multiply(wanted, BASE), fold(needle[needleOffset + i], ignoreCase));
      hash = add(multiply(hash, BASE), fold(array[offset + i], ignoreCase));
      power = multiply(power, BASE);
    }
    int last = offset + length - needleLength;
    for (int at = offset; ; at++) {
      if (hash == wanted && equal(array, at, needle, needleOffset, needleLength, ignoreCase)) {
        return true;
      }
      if (at == last) {
        return false;
      }
      long leaving = multiply(power, fold(array[at], ignoreCase));
      long entering = fold(array[at + needleLength], ignoreCase);
      hash = add(add(multiply(hash, BASE), entering), MODULUS - leaving);
    }
  }

  private static boolean equal(
      byte[] a, int aOffset, byte[] b, int bOffset, int length, boolean ignoreCase) {
    for (int i = 0; i < length; i++) {
      if (fold(a[aOffset + i], ignoreCase) != fold(b[bOffset + i], ignoreCase)) {
        return false;
      }
    }
    return true;
  }

  private static int fold(byte value, boolean ignoreCase) {
    return (ignoreCase ? AsciiText.lowerCase(value) : value) & 0xff;
  }

  private static long multiply(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b);
    return add(low & MODULUS, low >>> 61 | high << 3);
  }

  private static long add(long a, long b) {
    long sum = a + b;
    return sum >= MODULUS ? sum - MODULUS : sum;
  }
}
