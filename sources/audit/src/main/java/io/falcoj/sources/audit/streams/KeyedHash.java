// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 with a result of 128 bits (Aumasson and Bernstein): without the key nobody can find
 * two texts with the same hash. Used by one thread.
 */
final class KeyedHash {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FINAL_ROUNDS = 4;
  private static final long SEED_0 = 0x736f6d6570736575L;
  private static final long SEED_1 = 0x646f72616e646f6dL ^ 0xee;
  private static final long SEED_2 = 0x6c7967656e657261L;
  private static final long SEED_3 = 0x7465646279746573L;

  private final long key0;
  private final long key1;
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long low;
  private long high;

  KeyedHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** Hashes a text; {@link #low} and {@link #high} give the result. */
  void hash(byte[] bytes, int from, int to) {
    v0 = SEED_0 ^ key0;
    v1 = SEED_1 ^ key1;
    v2 = SEED_2 ^ key0;
    v3 = SEED_3 ^ key1;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      absorb((long) LONGS.get(bytes, at));
    }
    long last = (long) (to - from) << 56;
    for (int shift = 0; at < to; at++, shift += Byte.SIZE) {
      last |= (bytes[at] & 0xFFL) << shift;
    }
    absorb(last);
    v2 ^= 0xee;
    low = squeeze();
    v1 ^= 0xdd;
    high = squeeze();
  }

  long low() {
    return low;
  }

  long high() {
    return high;
  }

  private void absorb(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private long squeeze() {
    for (int i = 0; i < FINAL_ROUNDS; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
