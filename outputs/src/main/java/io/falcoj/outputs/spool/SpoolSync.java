// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.spool;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forces to the disk what was written to segments; with an interval, on a thread of its own. */
final class SpoolSync implements Closeable {

  private static final Logger LOGGER = LoggerFactory.getLogger(Spool.class);
  private static final long INTERVAL_MILLIS = 1000;

  private SyncPolicy policy = SyncPolicy.NEVER;
  private @Nullable Thread thread;
  private @Nullable SegmentWriter unsynced;

  /** Forces as the policy says, from now on. */
  synchronized void use(SyncPolicy newPolicy) {
    policy = newPolicy;
    if (policy != SyncPolicy.INTERVAL) {
      close();
    } else if (thread == null) {
      thread = new Thread(this::syncOften, "falcoj-spool-sync");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Something was written to a segment. */
  synchronized void written(SegmentWriter segment) {
    unsynced = segment;
  }

  /** Forces to the disk what was written, unless the policy is never to do so. */
  synchronized void now() throws IOException {
    SegmentWriter segment = unsynced;
    if (segment != null && policy != SyncPolicy.NEVER) {
      unsynced = null;
      segment.force();
    }
  }

  private synchronized void syncOften() {
    try {
      while (thread == Thread.currentThread()) {
        wait(INTERVAL_MILLIS);
        try {
          now();
        } catch (IOException e) {
          LOGGER.error("a spool could not be forced to the disk: {}", e.getMessage());
        }
      }
    } catch (InterruptedException e) {
      // Nobody does that: it would close the file that is being forced.
    }
  }

  @Override
  public synchronized void close() {
    thread = null;
    notifyAll();
  }
}
