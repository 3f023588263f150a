// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library;

import io.falcoj.engine.Alert;
import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.Event;
import io.falcoj.engine.EventListener;
import io.falcoj.engine.EventReader;
import io.falcoj.engine.EventSource;
import io.falcoj.engine.VisibleText;
import io.falcoj.library.evaluation.EventEvaluator;
import io.falcoj.library.evaluation.MatchListener;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.evaluation.SourceEvaluator;
import io.falcoj.library.summary.RunSummary;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.audit.problems.ReadProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the events of one source and hands their alerts on. Used by one thread.
 *
 * @see Falco#evaluator
 */
public final class Evaluator {

  private static final String BYTES = "bytes";
  private static final int MOST_PROBLEMS = 1000;

  private final RunRules rules;
  private final EventSource source;
  private final int leftOutRules;
  private final EventReader reader;
  private final EventEvaluator<Event> evaluator;
  private final List<Alert> ofEvent = new ArrayList<>();
  private final RunTally tally;
  private long skipped;

  Evaluator(RunRules rules, EventSource source, boolean redact, int leftOutRules) {
    this.rules = rules;
    this.source = source;
    this.leftOutRules = leftOutRules;
    this.reader = source.newReader();
    this.evaluator =
        source instanceof EvaluatedSource evaluated
            ? evaluated.newEvaluator(rules, ofEvent::add, redact)
            : new SourceEvaluator(rules, source.name(), ofEvent::add, MatchListener.NONE);
    this.tally = rules.newTally();
  }

  /**
   * Evaluates all events in some bytes, in whatever form the source's events come: for audit events
   * one event, an {@code EventList} as API servers post it, an array, or lines. What cannot be read
   * is skipped and told.
   *
   * @param alerts takes each alert before the next event is evaluated; what it throws ends the
   *     evaluation and is thrown here
   */
  public Evaluation evaluate(byte[] bytes, AlertConsumer alerts) {
    try {
      return evaluate(BYTES, new ByteArrayInputStream(bytes), alerts);
    } catch (IOException e) {
      // Nothing is wrong with the reading of an array, so something is with what it holds.
      skipped++;
      String problem = VisibleText.of(BYTES + ": " + e.getMessage());
      return new Evaluation(0, 0, 1, List.of(problem));
    }
  }

  /**
   * Evaluates all events of an input, to its end.
   *
   * @param name what problems call it
   * @param input not closed here
   * @throws IOException if it cannot be read on; the alerts before were handed over
   */
  public Evaluation evaluate(String name, InputStream input, AlertConsumer alerts)
      throws IOException {
    Run run = new Run(alerts);
    reader.read(name, input, run);
    return run.evaluation();
  }

  /**
   * Evaluates one event of the source, which somebody else has read.
   *
   * @throws RuntimeException if a field cannot be read from it, or {@code alerts} throws it
   */
  public void evaluate(Event event, AlertConsumer alerts) {
    ofEvent.clear();
    evaluator.accept(event);
    ofEvent.forEach(alerts::accept);
  }

  /** What all events so far came to: alerts by rule, and what each policy would have refused. */
  public RunSummary summary() {
    tally.add(evaluator.takeTally());
    Map<ReadProblem.Kind, Long> problems =
        skipped == 0 ? Map.of() : Map.of(ReadProblem.Kind.NOT_AN_EVENT, skipped);
    Map<String, Long> events = Map.of(source.name(), tally.events(source.name()));
    return RunSummary.of(
            true,
            new RunSummary.Recording(events, 0, problems),
            tally,
            rules.talliedRules(),
            rules.talliedPolicies())
        .withLeftOutRules(leftOutRules);
  }

  /** The evaluation of one input. */
  private final class Run implements EventListener {

    private final AlertConsumer alerts;
    private final List<String> problems = new ArrayList<>();
    private long events;
    private long alertCount;
    private long skippedHere;
    private @Nullable RuntimeException refused;

    Run(AlertConsumer alerts) {
      this.alerts = alerts;
    }

    @Override
    public void event(Event event) {
      if (refused != null) {
        return;
      }
      ofEvent.clear();
      try {
        evaluator.accept(event);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        problem("event #" + event.number() + " could not be evaluated: " + e);
        return;
      }
      events++;
      try {
        for (Alert alert : ofEvent) {
          alerts.accept(alert);
          alertCount++;
        }
      } catch (RuntimeException e) {
        refused = e;
      }
    }

    @Override
    public void problem(String message) {
      untoldProblems(1);
      if (problems.size() < MOST_PROBLEMS) {
        problems.add(message);
      }
    }

    @Override
    public void untoldProblems(long count) {
      skippedHere += count;
      skipped += count;
    }

    Evaluation evaluation() {
      if (refused != null) {
        throw refused;
      }
      return new Evaluation(events, alertCount, skippedHere, problems);
    }
  }
}
