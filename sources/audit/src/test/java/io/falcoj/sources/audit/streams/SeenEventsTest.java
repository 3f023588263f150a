// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashes by which events that come again are known, and how many are remembered. */
class SeenEventsTest {

  /** As openssl computes them: {@code openssl mac -macopt hexkey:0001… -macopt size:16 SIPHASH}. */
  @ParameterizedTest
  @CsvSource({
    "0, a3817f04ba25a8e66df67214c7550293",
    "1, da87c1d86b99af44347659119b22fc45",
    "7, a1f1ebbed8dbc153c0b84aa61ff08239",
    "8, 3b62a9ba6258f5610f83e264f31497b4",
    "15, 5493e99933b0a8117e08ec0f97cfc3d9",
    "16, 6ee2a4ca67b054bbfd3315bf85230577",
    "63, 5150d1772f50834a503e069a973fbd7c"
  })
  void hashesAsOpensslDoes(int length, String expected) {
    byte[] text = new byte[length + 20];
    for (int i = 0; i < length; i++) {
      text[i + 3] = (byte) i;
    }
    KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
    hash.hash(text, 3, 3 + length);
    byte[] found =
        ByteBuffer.allocate(16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(hash.low())
            .putLong(hash.high())
            .array();
    assertThat(HexFormat.of().formatHex(found)).isEqualTo(expected);
  }

  @Test
  void isASet() {
    Random random = new Random(1);
    HashSet128 hashes = new HashSet128();
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextInt(20_000);
      long low = value * 0x9E3779B97F4A7C15L;
      long high = value * 0xC2B2AE3D27D4EB4FL;
      assertThat(hashes.contains(low, high)).isEqualTo(expected.contains(value));
      assertThat(hashes.add(low, high)).isEqualTo(expected.add(value));
    }
    assertThat(hashes.size()).isEqualTo(expected.size());
    assertThat(hashes.toArray()).hasSize(2 * expected.size());
    hashes.clear();
    assertThat(hashes.size()).isZero();
    assertThat(hashes.contains(0, 0)).isFalse();
    assertThat(hashes.add(0, 0)).isTrue();
    assertThat(hashes.contains(0, 0)).isTrue();
  }

  @Test
  void remembersAtLeastItsWindowAndAtMostTwice() throws Exception {
    SeenEvents seen = new SeenEvents(100);
    KeyedHash hash = seen.newHash();
    for (int i = 0; i < 1000; i++) {
      assertThat(contains(seen, hash, i)).as("%d", i).isFalse();
      seen.remember(seen.claim(new long[] {hash.low(), hash.high()}, 0));
      for (int back = 0; back <= Math.min(i, 99); back++) {
        assertThat(contains(seen, hash, i - back)).as("%d of %d", i - back, i).isTrue();
      }
      if (i >= 200) {
        assertThat(contains(seen, hash, i - 200)).as("%d of %d", i - 200, i).isFalse();
      }
    }
  }

  @Test
  void hashesOtherwiseInEveryProcess() {
    KeyedHash one = new SeenEvents(1).newHash();
    KeyedHash other = new SeenEvents(1).newHash();
    one.hash(new byte[8], 0, 8);
    other.hash(new byte[8], 0, 8);
    assertThat(one.low()).isNotEqualTo(other.low());
  }

  private static boolean contains(SeenEvents seen, KeyedHash hash, int event) {
    byte[] text = ByteBuffer.allocate(4).putInt(event).array();
    hash.hash(text, 0, text.length);
    return seen.contains(hash.low(), hash.high());
  }
}
