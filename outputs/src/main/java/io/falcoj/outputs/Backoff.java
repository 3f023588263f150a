// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.util.concurrent.TimeUnit;

/** How long to wait before a failed write is tried again: twice as long after each failure. */
final class Backoff {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private int failures;
  private long failedAt;

  /** A write failed just now. */
  void failed(long nowNanos) {
    failures++;
    failedAt = nowNanos;
  }

  /** A write did not fail. */
  void succeeded() {
    failures = 0;
  }

  /** How many writes have failed since the last one that did not. */
  int failures() {
    return failures;
  }

  /** Nanoseconds until the next try; zero or less if it may be tried now. */
  long nanosLeft(long nowNanos) {
    if (failures == 0) {
      return 0;
    }
    long wait = FIRST_NANOS << Math.min(failures - 1, 20);
    return failedAt + Math.min(wait, LONGEST_NANOS) - nowNanos;
  }
}
