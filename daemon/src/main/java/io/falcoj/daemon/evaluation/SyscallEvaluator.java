// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.daemon.recording.SyscallRecorder;
import io.falcoj.engine.AlertConsumer;
import io.falcoj.library.evaluation.MatchListener;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.evaluation.SourceEvaluator;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.syscall.state.EventFailureListener;
import io.falcoj.sources.syscall.state.SyscallEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the events of system calls, one after another, and has them recorded. An event that
 * matches no rule allocates nothing. Used by one thread.
 */
public final class SyscallEvaluator {

  private final SourceEvaluator evaluator;
  private final @Nullable SyscallRecorder recorder;
  private final EventFailureListener failures;

  /**
   * @param alerts takes the alerts
   * @param recorder is told of every event and what matched it; null to record nothing
   * @param failures is told of events that cannot be evaluated
   */
  public SyscallEvaluator(
      RunRules rules,
      AlertConsumer alerts,
      @Nullable SyscallRecorder recorder,
      EventFailureListener failures) {
    MatchListener matches =
        recorder == null
            ? MatchListener.NONE
            : (rule, event) -> recorder.matched(rule, (SyscallEvent) event);
    this.evaluator = new SourceEvaluator(rules, SyscallEvent.SOURCE, alerts, matches);
    this.recorder = recorder;
    this.failures = failures;
  }

  /** Evaluates an event, which is valid during the call only. One that cannot be is left out. */
  public void accept(SyscallEvent event) {
    try {
      evaluator.accept(event);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      failures.failed(event, e);
    }
    if (recorder != null) {
      recorder.evaluated(event);
    }
  }

  /** What the events came to since this was asked last, the caller's own. */
  public RunTally takeTally() {
    return evaluator.takeTally();
  }
}
