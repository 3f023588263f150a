// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run does beside watching, one after another on one thread. */
final class Tasks {

  private static final long LAST_TASK_SECONDS = 10;
  private static final Logger LOGGER = LoggerFactory.getLogger(Tasks.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "falcoj-live");
            thread.setDaemon(true);
            return thread;
          });

  /** Has something done soon, unless it is too late. */
  void soon(Runnable task) {
    try {
      executor.execute(guarded(task));
    } catch (RejectedExecutionException e) {
      LOGGER.debug("too late for something that was to be done", e);
    }
  }

  /** Has something done from time to time, until it is cancelled. */
  Future<?> repeat(Runnable task, long millis) {
    return executor.scheduleAtFixedRate(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOGGER.error("something that is done from time to time failed", e);
      }
    };
  }

  /** Lets what is being done come to its end, and does nothing more. */
  void finish() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_TASK_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
