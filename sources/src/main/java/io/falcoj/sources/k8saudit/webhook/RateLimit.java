// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.k8saudit.webhook;

import java.util.function.LongSupplier;

/** Lets so many through in a second, and counts the others. Thread-safe. */
final class RateLimit {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private final LongSupplier nanos;
  private long second;
  private int inSecond;
  private long heldBack;

  RateLimit(int perSecond, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.nanos = nanos;
    this.second = nanos.getAsLong();
  }

  /** Whether one more may pass. */
  synchronized boolean tryPass() {
    long now = nanos.getAsLong();
    if (now - second >= SECOND_NANOS) {
      second = now;
      inSecond = 0;
    }
    if (inSecond < perSecond) {
      inSecond++;
      return true;
    }
    heldBack++;
    return false;
  }

  synchronized void holdBack(long count) {
    heldBack += count;
  }

  /** How many were held back since this was asked last; 0 within a second that is full. */
  synchronized long takeHeldBack() {
    if (nanos.getAsLong() - second < SECOND_NANOS && inSecond >= perSecond) {
      return 0;
    }
    return takeAll();
  }

  /** How many were held back since this was asked last. */
  synchronized long takeAll() {
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
