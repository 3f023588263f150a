// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.drops;

/**
 * Says how often something may be done: {@code rate} times a second over a long time, and up to
 * {@code capacity} times at once. Time is that of events. One thread.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double rate;
  private final double capacity;
  private double tokens;
  private long lastNanos;

  TokenBucket(double rate, double capacity, long nowNanos) {
    this.rate = rate;
    this.capacity = capacity;
    this.tokens = capacity;
    this.lastNanos = nowNanos;
  }

  /** Takes a token if there is one. Time that runs backwards brings none. */
  boolean take(long nowNanos) {
    double gained = rate * Math.max(0, nowNanos - lastNanos) / NANOS_PER_SECOND;
    lastNanos = nowNanos;
    tokens = Math.min(capacity, tokens + gained);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
