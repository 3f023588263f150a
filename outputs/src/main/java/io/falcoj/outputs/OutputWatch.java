// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks from time to time whether a write takes too long. */
final class OutputWatch implements Closeable {

  /** A late write is told a tenth of the time late at most, but nobody looks more often. */
  private static final long SHORTEST_PAUSE_MILLIS = 20;

  private final @Nullable Thread thread;

  private OutputWatch(@Nullable Thread thread) {
    this.thread = thread;
  }

  /**
   * @param channels those that are looked at
   * @param timeout how long a write may take; zero for as long as it likes
   */
  static OutputWatch start(Supplier<List<OutputChannel>> channels, Duration timeout) {
    if (timeout.isZero()) {
      return new OutputWatch(null);
    }
    Thread thread = new Thread(() -> watch(channels, timeout), "falcoj-output-watch");
    thread.setDaemon(true);
    thread.start();
    return new OutputWatch(thread);
  }

  private static void watch(Supplier<List<OutputChannel>> channels, Duration timeout) {
    long pause = Math.max(SHORTEST_PAUSE_MILLIS, timeout.toMillis() / 10);
    try {
      while (true) {
        Thread.sleep(pause);
        channels.get().forEach(channel -> channel.checkTimeout(timeout));
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
