// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import io.falcoj.daemon.drops.DropMonitor;
import io.falcoj.daemon.evaluation.EventFailures;
import io.falcoj.daemon.evaluation.SyscallEvaluator;
import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.summary.RunTally;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.AlertWriter;
import io.falcoj.sources.live.LiveCounters;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the events of captures, one after another: each depends on the state that those before
 * it left.
 */
final class CaptureEvaluator {

  /** Batches end so often that a reader of the alerts need not wait. */
  private static final int BATCH_EVENTS = 1 << 14;

  private static final int BATCH_BYTES = 1 << 13;

  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final EventFailures failures = new EventFailures();
  private final SyscallEvaluator evaluator;
  private final AlertWriter writer;
  private final @Nullable DropMonitor drops;
  private final @Nullable SyscallRecorder recorder;
  private final long limitNanos;
  private long events;
  private boolean endedByLimit;

  /**
   * @param format how the alerts are written
   * @param drops simulates that events are lost; null if none are
   * @param recorder is told of every event; null to record nothing
   * @param limit after which time of the events it ends; zero for never
   */
  CaptureEvaluator(
      RunRules rules,
      AlertFormat format,
      @Nullable DropMonitor drops,
      @Nullable SyscallRecorder recorder,
      Duration limit) {
    this.writer = new AlertWriter(format, BATCH_BYTES);
    this.evaluator = new SyscallEvaluator(rules, writer, recorder, failures);
    this.drops = drops;
    this.recorder = recorder;
    this.limitNanos = limit.isZero() ? Long.MAX_VALUE : limit.toNanos();
  }

  /** Is told of a batch of events. */
  @FunctionalInterface
  interface BatchListener {

    /**
     * @param lines alerts of the batch; the listener's own
     * @param position bytes of the uncompressed capture that were read
     */
    void batch(AlertLines lines, long position) throws IOException;
  }

  /**
   * Evaluates a whole capture.
   *
   * @throws IOException if it cannot be read on; the events before were evaluated
   */
  void evaluate(CaptureReplay capture, BatchListener listener) throws IOException {
    if (recorder != null) {
      capture.tell(recorder);
    }
    capture.onFailure(failures);
    capture.open();
    try {
      int inBatch = 0;
      long startNanos = NOT_STARTED;
      for (SyscallEvent event = capture.next(); event != null; event = capture.next()) {
        if (startNanos == NOT_STARTED) {
          startNanos = event.timestampNanos();
        } else if (event.timestampNanos() - startNanos >= limitNanos) {
          endedByLimit = true;
          break;
        }
        events++;
        if (drops != null && drops.isDue(event.timestampNanos())) {
          check(drops, event.timestampNanos());
        }
        evaluator.accept(event);
        if (++inBatch == BATCH_EVENTS || writer.length() >= BATCH_BYTES) {
          finishBatch(capture, listener);
          inBatch = 0;
        }
      }
    } finally {
      if (recorder != null) {
        recorder.finish();
      }
      finishBatch(capture, listener);
    }
  }

  private void check(DropMonitor monitor, long eventNanos) throws TooManyDropsException {
    if (!monitor.check(eventNanos, new LiveCounters(events, 0, 0, 0, Map.of(), List.of()))) {
      throw new TooManyDropsException();
    }
  }

  private void finishBatch(CaptureReplay capture, BatchListener listener) throws IOException {
    listener.batch(writer.take(), capture.position());
  }

  /** How many events could not be evaluated, since this was asked last. */
  long takeFailures() {
    return failures.take();
  }

  /** Whether events were left because the time was over. */
  boolean isEndedByLimit() {
    return endedByLimit;
  }

  /** What the events came to since this was asked last. */
  RunTally takeTally() {
    return evaluator.takeTally();
  }

  /** How many events were evaluated. */
  long events() {
    return events;
  }
}
