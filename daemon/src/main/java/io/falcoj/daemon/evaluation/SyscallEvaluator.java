// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.SyscallEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the events of system calls, one after another, and hands their alerts on at once.
 * An event that matches no rule allocates nothing. Used by one thread.
 */
public final class SyscallEvaluator implements MatchSink {

  private final RunRules rules;
  private final RunnableRules syscallRules;
  private final Ruleset ruleset;
  private final AlertConsumer alerts;
  private final EvalContext context;
  private final RunTally tally;
  private final @Nullable SyscallRecorder recorder;
  private final EventFailureListener failures;

  /**
   * @param alerts takes the alerts
   * @param tally counts the alerts
   * @param recorder is told of every event and what matched it; null to record nothing
   * @param failures is told of events that cannot be evaluated
   */
  public SyscallEvaluator(
      RunRules rules,
      AlertConsumer alerts,
      RunTally tally,
      @Nullable SyscallRecorder recorder,
      EventFailureListener failures) {
    this.rules = rules;
    this.syscallRules = rules.syscallRules();
    this.ruleset = syscallRules.ruleset();
    this.alerts = alerts;
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

  @Override
  public void matched(CompiledRule rule) {
    tally.countFinding();
    tally.countAlert(rules.talliedSyscallRule(rule.index()));
    alerts.accept(syscallRules.alert(rule, context.event(), context));
    if (recorder != null) {
      recorder.matched(
          syscallRules.rules().get(rule.index()).rule(), (SyscallEvent) context.event());
    }
  }
}
