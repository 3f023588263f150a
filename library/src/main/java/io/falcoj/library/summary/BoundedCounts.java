// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts by key, for keys that come from events: logs are hostile and memory is bounded, so from
 * some number on new keys are counted together. Not thread-safe.
 */
final class BoundedCounts<K> {

  /** Most keys that are told apart. */
  static final int MOST_KEYS = 20_000;

  private final Map<K, long[]> counts = new HashMap<>();
  private final K others;

  /**
   * @param others stands for the keys that came when there was no more room
   */
  BoundedCounts(K others) {
    this.others = others;
  }

  void add(K key, long count) {
    long[] known = counts.get(key);
    if (known == null) {
      K place = counts.size() < MOST_KEYS ? key : others;
      known = counts.computeIfAbsent(place, unseen -> new long[1]);
    }
    known[0] += count;
  }

  void addAll(BoundedCounts<K> other) {
    other.counts.forEach((key, count) -> add(key, count[0]));
  }

  /** The counts as they are now. */
  Map<K, Long> toMap() {
    Map<K, Long> map = new HashMap<>();
    counts.forEach((key, count) -> map.put(key, count[0]));
    return map;
  }
}
