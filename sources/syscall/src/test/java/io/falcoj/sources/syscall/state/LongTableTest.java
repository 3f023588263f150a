// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongTableTest {

  private static final int STEPS = 200_000;

  private final LongTable<Integer> table = new LongTable<>();
  private final Map<Long, Integer> model = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "1, 40, 1",
    "2, 5000, 1",
    "3, 300, 65536",
    "4, 300, 4294967296",
    "20261122, 100, 1024819115206086201"
  })
  void doesWhatAHashMapDoes(long seed, int keys, long stride) {
    Random random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      long key = (random.nextInt(keys) - keys / 2) * stride;
      if (random.nextInt(3) > 0) {
        table.put(key, i);
        model.put(key, i);
      } else {
        assertThat(table.remove(key)).as("seed %d", seed).isEqualTo(model.remove(key));
      }
      assertThat(table.get(key)).as("seed %d", seed).isEqualTo(model.get(key));
      if (i % 10_000 == 0) {
        assertThat(entries()).as("seed %d", seed).isEqualTo(model);
        table.removeIf(number -> number % 3 == 0);
        model.keySet().removeIf(number -> number % 3 == 0);
        assertThat(entries()).as("seed %d", seed).isEqualTo(model);
      }
    }
    assertThat(table.size()).isEqualTo(model.size());
  }

  private Map<Long, Integer> entries() {
    Map<Long, Integer> entries = new HashMap<>();
    table.forEach((key, value) -> assertThat(entries.put(key, value)).as("%d twice", key).isNull());
    assertThat(table.size()).isEqualTo(entries.size());
    return entries;
  }

  @Test
  void anyNumberIsAKey() {
    long[] keys = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE};
    for (int i = 0; i < keys.length; i++) {
      table.put(keys[i], i);
    }
    for (int i = 0; i < keys.length; i++) {
      assertThat(table.get(keys[i])).isEqualTo(i);
    }
    assertThat(table.get(2)).isNull();
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(table.get(0)).isNull();
  }

  /**
   * Keys that differ in few bits, low or high, or that a well-known number spreads badly, are found
   * as fast as others.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 16, 1L << 32, 1L << 47, 0xF1DE83E19937733DL, -1})
  @Timeout(600)
  void noKeysFloodTheTable(long stride) {
    for (int i = 0; i < 1 << 17; i++) {
      table.put(i * stride, i);
    }
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 1 << 17; i++) {
        assertThat((Object) table.get(i * stride)).isNotNull();
      }
    }
  }
}
