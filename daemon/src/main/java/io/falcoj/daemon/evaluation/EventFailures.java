// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the events of system calls that falcoj failed on, and tells of the first of each sort. One
 * thread.
 */
public final class EventFailures implements EventFailureListener {

  private static final int MOST_TOLD = 20;
  private static final Logger LOGGER = LoggerFactory.getLogger(EventFailures.class);

  private final Set<String> told = new HashSet<>();
  private long count;

  @Override
  public void failed(SyscallEvent event, Throwable failure) {
    count++;
    StackTraceElement[] trace = failure.getStackTrace();
    String sort = failure.getClass() + (trace.length == 0 ? "" : " " + trace[0]);
    if (told.size() < MOST_TOLD && told.add(sort)) {
      LOGGER.error(
          "system call event #{} ({}) could not be evaluated and is left out; further ones for the"
              + " same reason are only counted: {}",
          event.number(),
          event.type().name(),
          failure.toString());
      LOGGER.debug("why it could not be evaluated", failure);
    }
  }

  /** How many there were since this was asked last. */
  public long take() {
    long taken = count;
    count = 0;
    return taken;
  }
}
