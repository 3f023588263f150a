// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.Event;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.library.summary.RunTally;

/**
 * Evaluates the events of any source: each match is an alert and a finding. An event that matches
 * no rule allocates nothing.
 */
public final class SourceEvaluator implements EventEvaluator<Event>, MatchSink {

  private final RunRules rules;
  private final RunnableRules ofSource;
  private final AlertConsumer alerts;
  private final MatchListener matches;
  private final EvalContext context;
  private final int source;
  private final int firstTallied;
  private RunTally tally;

  /**
   * @param source of the events
   * @param alerts takes the alerts
   * @param matches is told of the rule and the event of each alert, when it was taken
   */
  public SourceEvaluator(
      RunRules rules, String source, AlertConsumer alerts, MatchListener matches) {
    this.rules = rules;
    this.ofSource = rules.rules(source);
    this.alerts = alerts;
    this.matches = matches;
    this.context = ofSource.ruleset().newContext();
    this.source = rules.talliedSource(source);
    this.firstTallied = rules.firstTallied(source);
    this.tally = rules.newTally();
  }

  @Override
  public void accept(Event event) {
    tally.countEvent(source);
    ofSource.ruleset().evaluate(event, context, this);
  }

  @Override
  public RunTally takeTally() {
    RunTally taken = tally;
    tally = rules.newTally();
    return taken;
  }

  @Override
  public void matched(CompiledRule rule) {
    tally.countFinding();
    tally.countAlert(firstTallied + rule.index());
    alerts.accept(ofSource.alert(rule, context.event(), context));
    matches.matched(ofSource.rules().get(rule.index()).rule(), context.event());
  }
}
