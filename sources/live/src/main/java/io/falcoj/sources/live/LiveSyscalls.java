// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.StateEngine;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.sources.syscall.state.SystemState;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * System calls of this machine while they happen: watches the kernel, keeps the state, and yields
 * the events that rules may look at. Those of this process are left out. One thread reads and
 * closes; {@link #counters}, {@link #runs} and {@link #select} may be called by any, at any time.
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

  /** How long to sleep where nothing happens; the kernel is never made to wake this side. */
  private static final long MIN_SLEEP_NANOS = 100_000;

  private static final long MAX_SLEEP_NANOS = 5_000_000;

  private final KernelProgram program;
  private final EventMerger merger;
  private final SystemState state = new SystemState();
  private final StateEngine engine = new StateEngine(state);
  private final RawEvent raw = new RawEvent();
  private final SyscallEvent event = new SyscallEvent(state);
  private Consumer<SyscallEvent> passed = event -> {};
  private EventFailureListener failures = (event, failure) -> {};
  private long events;

  private LiveSyscalls(KernelProgram program) {
    this.program = program;
    this.merger = new EventMerger(program.rings(), program::nowNanos);
  }

  /**
   * Attaches to the kernel, then learns from {@code /proc} what runs already. What happens in
   * between is kept, so that nothing is lost.
   *
   * @throws LiveUnavailableException if the machine, its kernel or the privileges do not allow it
   */
  public static LiveSyscalls open(LiveOptions options) throws LiveUnavailableException {
    KernelProgram program = KernelProgram.load(options);
    LiveSyscalls live = new LiveSyscalls(program);
    try {
      program.attach();
      live.learnState();
      return live;
    } catch (LiveUnavailableException | RuntimeException e) {
      program.close();
      throw e;
    } catch (IOException e) {
      program.close();
      throw new LiveUnavailableException(
          "system calls cannot be watched: cannot read " + e.getMessage(), e);
    }
  }

  private void learnState() throws IOException {
    AtomicBoolean learnt = new AtomicBoolean();
    Thread keeper =
        new Thread(
            () -> {
              while (!learnt.get()) {
                merger.keep();
                LockSupport.parkNanos(MAX_SLEEP_NANOS);
              }
            },
            "falcoj-syscalls-keeper");
    keeper.setDaemon(true);
    keeper.start();
    try {
      ProcScanner.ofHost(state, program::threads).scan();
    } finally {
      learnt.set(true);
      joinUninterrupted(keeper);
    }
  }

  private static void joinUninterrupted(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The next event, its thread and file known.
   *
   * @param timeoutNanos how long to wait for one at most
   * @return the same object each time, re-pointed, valid until the next call; null if none came
   */
  public @Nullable SyscallEvent next(long timeoutNanos) {
    long deadline = 0;
    long sleep = MIN_SLEEP_NANOS;
    while (true) {
      while (merger.next(raw)) {
        events++;
        event.reset(raw, events, merger.cpu());
        try {
          engine.process(event);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          failures.failed(event, e);
          continue;
        }
        if (event.isForRules()) {
          return event;
        }
        passed.accept(event);
      }
      long now = System.nanoTime();
      if (deadline == 0) {
        deadline = now + timeoutNanos;
      }
      long left = deadline - now;
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return null;
      }
      LockSupport.parkNanos(Math.min(left, sleep));
      sleep = Math.min(2 * sleep, MAX_SLEEP_NANOS);
    }
  }

  /**
   * From now on, tells of the events that {@link #next} does not yield because rules do not look at
   * them: for a recording. Belongs to the thread that calls {@link #next}.
   *
   * @param listener is given an event that is valid during the call; the state knows it already
   */
  public void onPassed(Consumer<SyscallEvent> listener) {
    passed = listener;
  }

  /**
   * From now on, tells of events that could not be understood, which {@link #next} leaves out.
   * Belongs to the thread that calls {@link #next}.
   */
  public void onFailure(EventFailureListener listener) {
    failures = listener;
  }

  /** Watches other system calls from now on; does nothing if it is closed. */
  public void select(SyscallSelection selection) {
    program.select(selection);
  }

  /** The time that events are stamped with now, in nanoseconds since the epoch. */
  public long nowNanos() {
    return program.nowNanos();
  }

  /** What is known of the machine. Belongs to the thread that calls {@link #next}. */
  public SystemState state() {
    return state;
  }

  /** What happened so far, or until it was closed. */
  public LiveCounters counters() {
    return program.counters();
  }

  /** How often the parts of the program in the kernel ran; nothing if the kernel does not count. */
  public List<ProgramRun> runs() {
    return program.runs();
  }

  /** Detaches from the kernel and gives everything back. Calling it again does nothing. */
  @Override
  public void close() {
    engine.finishPrevious();
    program.close();
  }
}
