// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.daemon.summary.RunTally;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertLines;
import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.SyscallEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the events of system calls, one after another, and renders their alerts at once. An
 * event that matches no rule allocates nothing. Used by one thread.
 */
public final class SyscallEvaluator implements MatchSink {

  private static final int USUAL_BATCH = 1 << 13;

  private final RunRules rules;
  private final Ruleset ruleset;
  private final AlertFactory alerts;
  private final AlertFormat format;
  private final EvalContext context;
  private final RunTally tally;
  private final @Nullable SyscallRecorder recorder;
  private final EventFailureListener failures;
  private AlertLines lines = new AlertLines(USUAL_BATCH);

  /**
   * @param format how the alerts are written
   * @param tally counts the alerts
   * @param recorder is told of every event and what matched it; null to record nothing
   * @param failures is told of events that cannot be evaluated
   */
  public SyscallEvaluator(
      RunRules rules,
      AlertFormat format,
      RunTally tally,
      @Nullable SyscallRecorder recorder,
      EventFailureListener failures) {
    this.rules = rules;
    this.ruleset = rules.syscallRules().ruleset();
    this.alerts = new AlertFactory(rules.syscallRules());
    this.format = format;
    this.context = ruleset.newContext();
    this.tally = tally;
    this.recorder = recorder;
    this.failures = failures;
  }

  /** Evaluates an event, which is valid during the call only. One that cannot be is left out. */
  public void accept(SyscallEvent event) {
    try {
      ruleset.evaluate(event, context, this);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failures.failed(event, e);
    }
    if (recorder != null) {
      recorder.evaluated(event);
    }
  }

  /** How many bytes the alerts since the last batch have. */
  public int linesLength() {
    return lines.length();
  }

  /** The alerts since the last batch, the caller's own. */
  public AlertLines finish() {
    if (lines.isEmpty()) {
      return AlertLines.NONE;
    }
    AlertLines finished = lines;
    lines = new AlertLines(USUAL_BATCH);
    return finished;
  }

  @Override
  public void matched(CompiledRule rule) {
    tally.countFinding();
    tally.countAlert(rules.talliedSyscallRule(rule.index()));
    lines.add(alerts.of(rule, context.event(), context), format);
    if (recorder != null) {
      recorder.matched(
          rules.syscallRules().rules().get(rule.index()).rule(), (SyscallEvent) context.event());
    }
  }
}
