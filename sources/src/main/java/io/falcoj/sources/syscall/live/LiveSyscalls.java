// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.syscall.live;

import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * System calls of this machine while they happen: watches the kernel, keeps the state, and yields
 * the events that rules may look at. One thread reads; {@link #counters} and {@link #select} may be
 * called by any.
 *
 * <pre>{@code
 * try (LiveSyscalls live = LiveSyscalls.open(LiveOptions.of(selection))) {
 *   while (running) {
 *     SyscallEvent event = live.next(100_000_000);
 *     if (event != null) {
 *       ruleset.evaluate(event, context, sink);
 *     }
 *   }
 * }
 * }</pre>
 */
public final class LiveSyscalls implements Closeable {

  private LiveSyscalls() {}

  /**
   * Attaches to the kernel, then learns what runs already.
   *
   * @throws LiveUnavailableException if the machine, its kernel or the privileges do not allow it
   */
  public static LiveSyscalls open(LiveOptions options) throws LiveUnavailableException {
    throw new LiveUnavailableException("live system calls are not in this build");
  }

  /**
   * The next event, its thread and file known.
   *
   * @param timeoutNanos how long to wait for one at most
   * @return the same object each time, re-pointed, valid until the next call; null if none came
   */
  public @Nullable SyscallEvent next(long timeoutNanos) {
    return null;
  }

  /** Watches other system calls from now on. */
  public void select(SyscallSelection selection) {}

  /** What is known of the machine. Belongs to the thread that calls {@link #next}. */
  public SystemState state() {
    return new SystemState();
  }

  /** What happened so far. */
  public LiveCounters counters() {
    return new LiveCounters(0, 0, 0, 0, 0, 0, 0);
  }

  /** Detaches from the kernel and gives everything back. Calling it again does nothing. */
  @Override
  public void close() {}
}
