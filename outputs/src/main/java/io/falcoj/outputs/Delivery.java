// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Alerts on their way to all outputs. They are delivered when every output has taken them, or its
 * spool keeps them. Any number of threads may wait.
 */
public final class Delivery {

  /** Of alerts that nobody waits for. */
  static final Delivery UNWATCHED = new Delivery(0);

  private int pending;
  private @Nullable IOException failure;

  Delivery(int outputs) {
    pending = outputs;
  }

  /**
   * Waits until the alerts are delivered.
   *
   * @throws IOException if an output could not take them, or not within the time
   */
  public synchronized void await(Duration timeout) throws IOException {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (pending > 0) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new IOException("alerts were not delivered within " + timeout.toMillis() + " ms");
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while alerts were delivered");
    }
    IOException reason = failure;
    if (reason != null) {
      throw new IOException(reason.getMessage(), reason);
    }
  }

  /** One output has taken the alerts. */
  synchronized void delivered() {
    if (pending > 0) {
      pending--;
      notifyAll();
    }
  }

  /** One output cannot take the alerts. */
  synchronized void failed(IOException reason) {
    if (failure == null && pending > 0) {
      failure = reason;
    }
    delivered();
  }
}
