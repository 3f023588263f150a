// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.replay;

import io.falcoj.app.summary.RunTally;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.sources.syscall.SyscallEvent;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import java.io.IOException;

/**
 * Evaluates the events of captures, one after another: each depends on the state that those before
 * it left. An event that matches no rule allocates nothing.
 */
final class CaptureEvaluator implements MatchSink {

  /** Batches end so often that a reader of the alerts need not wait. */
  private static final int BATCH_EVENTS = 1 << 14;

  private static final int BATCH_BYTES = 1 << 13;

  private final ReplayRules rules;
  private final Ruleset ruleset;
  private final AlertFactory alerts;
  private final AlertFormat format;
  private final EvalContext context;
  private final RunTally tally;
  private final LineBuffer lines = new LineBuffer(BATCH_BYTES);
  private long events;

  /**
   * @param format how the alerts are written
   * @param tally counts the alerts
   */
  CaptureEvaluator(ReplayRules rules, AlertFormat format, RunTally tally) {
    this.rules = rules;
    this.ruleset = rules.syscallRules().ruleset();
    this.alerts = new AlertFactory(rules.syscallRules());
    this.format = format;
    this.context = ruleset.newContext();
    this.tally = tally;
  }

  /** Is told of a batch of events. */
  @FunctionalInterface
  interface BatchListener {

    /**
     * @param lines alerts of the batch; valid during the call
     * @param position bytes of the uncompressed capture that were read
     */
    void batch(LineBuffer lines, long position) throws IOException;
  }

  /**
   * Evaluates a whole capture.
   *
   * @throws IOException if it cannot be read on; the events before were evaluated
   */
  void evaluate(CaptureReplay capture, BatchListener listener) throws IOException {
    capture.open();
    try {
      int inBatch = 0;
      for (SyscallEvent event = capture.next(); event != null; event = capture.next()) {
        events++;
        ruleset.evaluate(event, context, this);
        if (++inBatch == BATCH_EVENTS || lines.length() >= BATCH_BYTES) {
          finishBatch(capture, listener);
          inBatch = 0;
        }
      }
    } finally {
      finishBatch(capture, listener);
    }
  }

  private void finishBatch(CaptureReplay capture, BatchListener listener) throws IOException {
    listener.batch(lines, capture.position());
    lines.clear();
  }

  /** How many events were evaluated, of all captures. */
  long events() {
    return events;
  }

  @Override
  public void matched(CompiledRule rule) {
    tally.countAlert(rules.talliedSyscallRule(rule.index()));
    format.append(alerts.of(rule, context.event(), context), lines);
  }
}
