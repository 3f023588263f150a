// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.replay;

import io.falcoj.app.summary.RunTally;
import io.falcoj.engine.Alert;
import io.falcoj.engine.Event;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules.ExtraFieldFormat;
import io.falcoj.engine.rules.RunnableRules.RunnableRule;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.sources.k8saudit.AuditEvent;
import io.falcoj.sources.k8saudit.BatchEvaluator;
import io.falcoj.sources.k8saudit.PodCreation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates audit events for one worker and renders their alerts at once. An event that matches no
 * rule allocates nothing.
 */
final class AlertEvaluator implements BatchEvaluator<AlertBatch>, MatchSink {

  private static final int USUAL_BATCH = 1 << 12;
  private static final LineBuffer NO_LINES = new LineBuffer(0);

  private final AuditRules rules;
  private final Ruleset ruleset;
  private final AlertFormat format;
  private final EvalContext context;
  private final EvalContext scopeContext;
  private final EvalContext redactedContext;
  private final @Nullable AuditRedaction redaction;
  private final MatchSink scopeSink = this::inScope;
  private final PodCreation pods = new PodCreation();
  private final boolean[] policyRefuses;
  private final boolean[] policyApplies;
  private PodCreation.State pod = PodCreation.State.NOT_A_CREATION;
  private long redactedEvent;
  private LineBuffer lines = new LineBuffer(USUAL_BATCH);
  private RunTally tally;

  /**
   * @param format how the alerts are written
   * @param redact whether they are to hold no secrets
   */
  AlertEvaluator(AuditRules rules, AlertFormat format, boolean redact) {
    this.rules = rules;
    this.ruleset = rules.rules().ruleset();
    this.format = format;
    this.context = ruleset.newContext();
    this.scopeContext = rules.scopes().ruleset().newContext();
    this.redactedContext = ruleset.newContext();
    this.redaction = redact ? new AuditRedaction() : null;
    this.policyRefuses = new boolean[rules.policyCount()];
    this.policyApplies = new boolean[rules.policyCount()];
    this.tally = rules.newTally();
  }

  @Override
  public void accept(AuditEvent event) {
    pod = pods.state(event);
    tally.countPod(pod);
    ruleset.evaluate(event, context, this);
    if (pod == PodCreation.State.EVALUATED && rules.policyCount() > 0) {
      countVerdicts(event);
    }
  }

  @Override
  public AlertBatch finish() {
    RunTally finishedTally = tally;
    tally = rules.newTally();
    if (lines.length() == 0) {
      return new AlertBatch(NO_LINES, finishedTally);
    }
    LineBuffer finishedLines = lines;
    lines = new LineBuffer(USUAL_BATCH);
    return new AlertBatch(finishedLines, finishedTally);
  }

  @Override
  public void matched(CompiledRule rule) {
    AuditEvent event = (AuditEvent) context.event();
    tally.countAlert(rule.index());
    String namespace = pods.namespace(event);
    tally.countNamespace(namespace);
    if (pod != PodCreation.State.NOT_A_CREATION) {
      tally.countWorkload(namespace, pods.workload(event));
    }
    int policy = rules.policyOf(rule.index());
    if (policy != AuditRules.NO_POLICY && pod == PodCreation.State.EVALUATED) {
      policyRefuses[policy] = true;
    }
    format.append(alert(rule, contextToPrint(event)), lines);
  }

  private EvalContext contextToPrint(AuditEvent event) {
    if (redaction == null) {
      return context;
    }
    if (redactedEvent != event.number()) {
      redactedContext.begin(redaction.redact(event));
      redactedEvent = event.number();
    }
    return redactedContext;
  }

  private Alert alert(CompiledRule compiled, EvalContext printed) {
    RunnableRule rule = rules.rules().rules().get(compiled.index());
    Map<String, @Nullable Object> fields = rule.output().fieldValues(printed);
    if (!rule.extraFields().isEmpty()) {
      fields = new LinkedHashMap<>(fields);
      for (ExtraFieldFormat field : rule.extraFields()) {
        fields.put(
            field.key(),
            field.raw()
                ? field.format().fieldValues(printed).get(field.key())
                : field.format().render(printed));
      }
    }
    Event event = context.event();
    return new Alert(
        event.timestampNanos(),
        compiled.priority(),
        compiled.name(),
        compiled.source(),
        rule.output().render(printed),
        fields,
        compiled.tags());
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
