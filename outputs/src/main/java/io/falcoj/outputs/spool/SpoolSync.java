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

  private final SyncPolicy policy;
  private final @Nullable Thread thread;
  private @Nullable SegmentWriter unsynced;

  private SpoolSync(SyncPolicy policy) {
    this.policy = policy;
    this.thread =
        policy == SyncPolicy.INTERVAL ? new Thread(this::syncOften, "falcoj-spool-sync") : null;
  }

  static SpoolSync start(SyncPolicy policy) {
    SpoolSync sync = new SpoolSync(policy);
    if (sync.thread != null) {
      sync.thread.setDaemon(true);
      sync.thread.start();
    }
    return sync;
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

  private void syncOften() {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        try {
          now();
        } catch (IOException e) {
          LOGGER.error("a spool could not be forced to the disk: {}", e.getMessage());
        }
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
