// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How long answers took, from the head of a request on. Any number of threads. */
public final class AnswerTimes {

  private static final long MILLISECOND = 1_000_000L;
  private static final long[] BOUNDS = {
    MILLISECOND,
    5 * MILLISECOND,
    10 * MILLISECOND,
    25 * MILLISECOND,
    50 * MILLISECOND,
    100 * MILLISECOND,
    250 * MILLISECOND,
    500 * MILLISECOND,
    1_000 * MILLISECOND,
    2_500 * MILLISECOND,
    5_000 * MILLISECOND,
    10_000 * MILLISECOND,
    30_000 * MILLISECOND
  };

  private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
  private final LongAdder totalNanos = new LongAdder();

  AnswerTimes() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(long nanos) {
    int place = 0;
    while (place < BOUNDS.length && nanos > BOUNDS[place]) {
      place++;
    }
    counts[place].increment();
    totalNanos.add(nanos);
  }

  /** The times up to now. */
  Counts counts() {
    List<TimeClass> classes = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      sum += counts[i].sum();
      classes.add(new TimeClass(BOUNDS[i], sum));
    }
    return new Counts(classes, sum + counts[BOUNDS.length].sum(), totalNanos.sum());
  }

  /**
   * The answers that took no longer than a time.
   *
   * @param nanos the time
   * @param answers how many of all took no longer
   */
  public record TimeClass(long nanos, long answers) {}

  /**
   * How long answers took.
   *
   * @param classes by time, the shortest first
   * @param answers how many there were of all
   * @param totalNanos time of all together
   */
  public record Counts(List<TimeClass> classes, long answers, long totalNanos) {

    public Counts {
      classes = List.copyOf(classes);
    }
  }
}
