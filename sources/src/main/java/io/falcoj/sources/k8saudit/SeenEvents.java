// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit;

import java.security.SecureRandom;

/**
 * Remembers which events were evaluated last, by a keyed hash of their text: an API server that did
 * not get an answer sends the same texts again. The hash takes in the whole text, not only {@code
 * auditID} and {@code stage}: whoever makes a request may choose its {@code auditID}, and so could
 * have an event taken for one that was seen.
 *
 * <p>Two sets take turns: when one is full, the older one is forgotten. Thread-safe.
 */
final class SeenEvents {

  private final int window;
  private final long key0;
  private final long key1;
  private HashSet128 newer = new HashSet128();
  private HashSet128 older = new HashSet128();

  /**
   * @param window how many events at least are remembered, twice as many at most; 0 for none
   */
  SeenEvents(int window) {
    this.window = window;
    SecureRandom random = new SecureRandom();
    key0 = random.nextLong();
    key1 = random.nextLong();
  }

  boolean isOff() {
    return window == 0;
  }

  /** A hash for texts of events; each thread needs its own. */
  KeyedHash newHash() {
    return new KeyedHash(key0, key1);
  }

  synchronized boolean contains(long low, long high) {
    return newer.contains(low, high) || older.contains(low, high);
  }

  /**
   * Remembers events.
   *
   * @param hashes two longs each
   */
  synchronized void addAll(long[] hashes) {
    for (int i = 0; i < hashes.length; i += 2) {
      if (newer.add(hashes[i], hashes[i + 1]) && newer.size() >= window) {
        HashSet128 forgotten = older;
        older = newer;
        forgotten.clear();
        newer = forgotten;
      }
    }
  }
}
