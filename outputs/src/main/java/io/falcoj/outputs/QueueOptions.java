// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.time.Duration;

/**
 * How alerts wait for outputs and are written to them.
 *
 * @param capacity how many may wait for each output. Memory sets a limit beside: they may take a
 *     sixteenth of it, and never more than 64 MiB
 * @param buffered whether alerts that wait together are written together, as far as an output can
 * @param timeout after what time the log tells of a write that has not returned; zero for never. In
 *     a replay who reads standard output may pause, so that outputs that never try again are not
 *     watched
 */
public record QueueOptions(long capacity, boolean buffered, Duration timeout) {

  /** Only memory sets a limit, each alert is written by itself, and nobody looks at the time. */
  public static final QueueOptions STANDARD =
      new QueueOptions(Long.MAX_VALUE, false, Duration.ZERO);

  /** The same with room for so many alerts. */
  public QueueOptions withCapacity(long alerts) {
    return new QueueOptions(alerts, buffered, timeout);
  }

  /** The same, and alerts that wait together are written together, or not. */
  public QueueOptions withBuffered(boolean together) {
    return new QueueOptions(capacity, together, timeout);
  }

  /** The same, and the log tells of writes that take longer than this. */
  public QueueOptions withTimeout(Duration time) {
    return new QueueOptions(capacity, buffered, time);
  }
}
