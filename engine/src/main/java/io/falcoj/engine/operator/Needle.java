// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.text.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A text to search for in slices of the event. Looks for one of its bytes, a rare one, eight bytes
 * of the slice at a time, and compares the whole only where that byte is. Immutable; a search
 * allocates nothing.
 */
final class Needle {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Bytes that texts of events are full of, most frequent first. */
  private static final byte[] FREQUENT = Utf8.bytes("e/tinsaorlcd-u.pm\":0, hgbkyfv1=2wx_");

  private final byte[] bytes;
  private final boolean ignoreCase;
  private final int rare;
  private final long pattern;
  private final long caseMask;

  /**
   * @param ignoreCase whether ASCII letters match in both cases
   */
  Needle(byte[] text, boolean ignoreCase) {
    this.bytes = ignoreCase ? AsciiText.lowerCase(text) : text.clone();
    this.ignoreCase = ignoreCase;
    this.rare = rarest(bytes);
    byte wanted = bytes.length == 0 ? 0 : bytes[rare];
    boolean letter = wanted >= 'a' && wanted <= 'z';
    // A letter is looked for in lower case, after setting the bit that tells the cases apart.
    this.caseMask = ignoreCase && letter ? LOW_BITS << 5 : 0;
    this.pattern = LOW_BITS * (wanted & 0xff);
  }

  /** Whether the slice contains the text. */
  boolean isIn(byte[] array, int offset, int length) {
    int last = offset + length - bytes.length;
    if (last < offset) {
      return false;
    }
    if (bytes.length == 0) {
      return true;
    }
    int at = offset + rare;
    int end = last + rare;
    while (at + Long.BYTES <= end + 1) {
      long difference = ((long) LONGS.get(array, at) | caseMask) ^ pattern;
      // The lowest set high bit marks the first byte without difference; those above may be wrong.
      long hits = difference - LOW_BITS & ~difference & HIGH_BITS;
      while (hits != 0) {
        if (isAt(array, at + (Long.numberOfTrailingZeros(hits) >>> 3) - rare)) {
          return true;
        }
        hits &= hits - 1;
      }
      at += Long.BYTES;
    }
    for (; at <= end; at++) {
      if (isAt(array, at - rare)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(byte[] array, int start) {
    return ignoreCase
        ? AsciiText.equalsIgnoringCase(array, start, bytes)
        : Arrays.equals(array, start, start + bytes.length, bytes, 0, bytes.length);
  }

  private static int rarest(byte[] text) {
    int best = 0;
    int bestRank = -1;
    for (int i = 0; i < text.length; i++) {
      int rank = rank(text[i]);
      if (rank > bestRank) {
        bestRank = rank;
        best = i;
      }
    }
    return best;
  }

  private static int rank(byte value) {
    for (int i = 0; i < FREQUENT.length; i++) {
      if (FREQUENT[i] == value) {
        return i;
      }
    }
    return FREQUENT.length;
  }
}
