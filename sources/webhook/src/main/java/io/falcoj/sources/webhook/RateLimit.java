// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.util.function.LongSupplier;

/** Lets so many through in a second. Thread-safe. */
final class RateLimit {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private final LongSupplier nanos;
  private long second;
  private int inSecond;

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
    return false;
  }

  /** Whether none more may pass within this second. */
  synchronized boolean isFull() {
    return nanos.getAsLong() - second < SECOND_NANOS && inSecond >= perSecond;
  }
}
