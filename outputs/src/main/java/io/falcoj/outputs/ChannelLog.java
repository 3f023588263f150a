// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what goes wrong with one output, so that the log does not grow with every alert: what
 * repeats is told at once, and then from time to time with its count. Thread-safe.
 */
final class ChannelLog {

  private static final Logger LOGGER = LoggerFactory.getLogger(Outputs.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String output;
  private long nextFailure = System.nanoTime();
  private long nextDrop = nextFailure;
  private boolean hasDropped;
  private boolean isFailing;

  ChannelLog(String output) {
    this.output = output;
  }

  /**
   * A write failed.
   *
   * @param given how many alerts were given up so far
   */
  synchronized void failed(Throwable reason, long given) {
    long now = System.nanoTime();
    isFailing = true;
    if (now - nextFailure >= 0) {
      nextFailure = now + PAUSE_NANOS;
      if (given == 0) {
        LOGGER.error("{}: {}", output, reason.getMessage());
      } else {
        LOGGER.error("{}: {} ({} alerts given up so far)", output, reason.getMessage(), given);
      }
    }
  }

  /** A write worked. */
  synchronized void succeeded() {
    if (isFailing) {
      isFailing = false;
      LOGGER.info("{}: takes alerts again", output);
    }
  }

  /**
   * Alerts were dropped. The first message is that of falco 0.44.
   *
   * @param count how many so far
   */
  synchronized void dropped(long count) {
    long now = System.nanoTime();
    if (!hasDropped) {
      hasDropped = true;
      LOGGER.error("Outputs queue out of memory. Drop event and continue on ...");
    }
    if (now - nextDrop >= 0) {
      nextDrop = now + PAUSE_NANOS;
      LOGGER.error("{}: no room for more alerts, {} dropped so far", output, count);
    }
  }

  /** A write takes longer than it should; the others go on. */
  void timedOut() {
    LOGGER.error("\"{}\" output timeout, this output channel is blocked", output);
  }

  /** The output is closed before it took all alerts, which wait in its spool. */
  void kept(long bytes) {
    if (bytes > 0) {
      LOGGER.warn("{}: {} bytes of alerts wait in its spool for the next start", output, bytes);
    }
  }

  /** The output is closed before it took all alerts. The message is that of falco 0.44. */
  void discarded(long count) {
    LOGGER.warn(
        "output channels still blocked, discarding all remaining notifications ({}: {})",
        output,
        count);
  }
}
