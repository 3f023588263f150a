// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.evaluation;

import io.falcoj.converter.pod.PodCreation;
import io.falcoj.converter.pod.PodRequest;
import io.falcoj.converter.pod.TokenVolume;
import io.falcoj.engine.AlertConsumer;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.library.summary.RunTally;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.Arrays;

/**
 * Evaluates audit events for one thread and hands their alerts on at once. An event that matches no
 * rule allocates nothing.
 */
public final class AuditEvaluator implements EventEvaluator<AuditEvent>, MatchSink {

  private final RunRules rules;
  private final RunnableRules auditRules;
  private final Ruleset ruleset;
  private final AlertConsumer alerts;
  private final EvalContext context;
  private final EvalContext scopeContext;
  private final EvalContext redactedContext;
  private final boolean redact;
  private final int source;
  private final int firstTallied;
  private final MatchSink scopeSink = this::inScope;
  private final PodCreation pods = new PodCreation();
  private final ShownTokens shownTokens;
  private final boolean[] policyRefuses;
  private final boolean[] policyApplies;
  private PodCreation.State pod = PodCreation.State.NOT_A_CREATION;
  private long redactedEvent;
  private boolean lookingForPodRequest;
  private boolean toldOfSecretTokens;
  private RunTally tally;

  /**
   * @param alerts takes the alerts
   * @param redact whether they are to hold no secrets
   * @param shownTokens what the log has shown, and what its events add to it
   */
  public AuditEvaluator(
      RunRules rules, AlertConsumer alerts, boolean redact, ShownTokens shownTokens) {
    this.rules = rules;
    this.auditRules = rules.rules(AuditEvent.SOURCE);
    this.ruleset = auditRules.ruleset();
    this.alerts = alerts;
    this.context = ruleset.newContext();
    this.scopeContext = rules.scopes().ruleset().newContext();
    this.redactedContext = ruleset.newContext();
    this.redact = redact;
    this.source = rules.talliedSource(AuditEvent.SOURCE);
    this.firstTallied = rules.firstTallied(AuditEvent.SOURCE);
    this.shownTokens = shownTokens;
    this.policyRefuses = new boolean[rules.policyCount()];
    this.policyApplies = new boolean[rules.policyCount()];
    this.tally = rules.newTally();
    this.lookingForPodRequest = rules.policyCount() > 0;
  }

  @Override
  public void accept(AuditEvent event) {
    pod = pods.state(event.json());
    tally.countEvent(source);
    tally.countPod(pod);
    if (lookingForPodRequest && PodRequest.isAbout(event.json())) {
      boolean ended = PodRequest.isEnded(event.json());
      tally.podRequestSeen(ended);
      lookingForPodRequest = !ended;
    }
    if (pod == PodCreation.State.EVALUATED) {
      lookForSecretToken(event);
    }
    event.setTokensAreSecrets(shownTokens.areSecrets());
    ruleset.evaluate(event, context, this);
    if (pod == PodCreation.State.EVALUATED && rules.policyCount() > 0) {
      countVerdicts(event);
    }
  }

  @Override
  public RunTally takeTally() {
    RunTally taken = tally;
    tally = rules.newTally();
    return taken;
  }

  @Override
  public void matched(CompiledRule rule) {
    AuditEvent event = (AuditEvent) context.event();
    tally.countAlert(firstTallied + rule.index());
    String namespace = pods.namespace(event.json());
    tally.countNamespace(namespace);
    if (pod != PodCreation.State.NOT_A_CREATION) {
      tally.countWorkload(namespace, pods.workload(event.json()));
    }
    int policy = rules.policyOf(rule.index());
    boolean letIn = pod == PodCreation.State.EVALUATED;
    if (policy == RunRules.NO_POLICY || letIn) {
      tally.countFinding();
    }
    if (policy != RunRules.NO_POLICY && letIn) {
      policyRefuses[policy] = true;
    }
    alerts.accept(auditRules.alert(rule, event, contextToPrint(event)));
  }

  private void lookForSecretToken(AuditEvent event) {
    if (!toldOfSecretTokens && TokenVolume.showsSecret(event.json())) {
      toldOfSecretTokens = true;
      tally.secretTokenShown();
      shownTokens.secretShown();
    }
  }

  private EvalContext contextToPrint(AuditEvent event) {
    if (!redact) {
      return context;
    }
    if (redactedEvent != event.number()) {
      redactedContext.begin(AuditRedaction.redact(event));
      redactedEvent = event.number();
    }
    return redactedContext;
  }

  private void countVerdicts(AuditEvent event) {
    Arrays.fill(policyApplies, true);
    for (int policy : rules.scopes().policies()) {
      policyApplies[policy] = false;
    }
    rules.scopes().ruleset().evaluate(event, scopeContext, scopeSink);
    for (int policy = 0; policy < policyApplies.length; policy++) {
      if (!policyApplies[policy]) {
        tally.countOutOfScope(policy);
      } else if (policyRefuses[policy]) {
        tally.countRefused(policy);
      }
    }
    Arrays.fill(policyRefuses, false);
  }

  private void inScope(CompiledRule scope) {
    policyApplies[rules.scopes().policies().get(scope.index())] = true;
  }
}
