// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;

/** Hashing of text as it lies in the event: bytes of an array. */
public final class Bytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  /** Differs from run to run, so that nobody can prepare an event full of collisions. */
  private static final long SEED = new Random().nextLong();

  private Bytes() {}

  /** A hash of {@code length} bytes, eight of them at a time; differs from run to run. */
  public static int hash(byte[] array, int offset, int length) {
    long hash = SEED ^ length * MULTIPLIER;
    int end = offset + length;
    int at = offset;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(array, at)) * MULTIPLIER;
      hash ^= hash >>> 29;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = tail << Byte.SIZE | array[at] & 0xff;
    }
    return mix(hash ^ tail);
  }

  /** Spreads the bits of {@code value} over an int. */
  public static int mix(long value) {
    long mixed = (value ^ SEED) * MULTIPLIER;
    return (int) (mixed >>> 32 ^ mixed);
  }
}
