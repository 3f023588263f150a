// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.daemon.evaluation.AuditBatchEvaluator;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;

/** Evaluates each batch of audit events with the rules that are in force when it begins. */
final class LiveAuditEvaluator implements BatchEvaluator<LiveBatch> {

  private final LiveRules rules;
  private final boolean redact;
  private final ShownTokens shownTokens;
  private RulesInForce inForce;
  private AuditBatchEvaluator evaluator;
  private boolean inBatch;

  /**
   * @param redact whether alerts are to hold no secrets
   * @param shownTokens what events have shown, and what further ones add to it
   */
  LiveAuditEvaluator(LiveRules rules, boolean redact, ShownTokens shownTokens) {
    this.rules = rules;
    this.redact = redact;
    this.shownTokens = shownTokens;
    this.inForce = rules.current();
    this.evaluator = newEvaluator();
  }

  @Override
  public void accept(AuditEvent event) {
    if (!inBatch) {
      inBatch = true;
      RulesInForce now = rules.current();
      if (now != inForce) {
        inForce = now;
        evaluator = newEvaluator();
      }
    }
    evaluator.accept(event);
  }

  @Override
  public LiveBatch finish() {
    inBatch = false;
    return new LiveBatch(inForce, evaluator.finish());
  }

  private AuditBatchEvaluator newEvaluator() {
    return new AuditBatchEvaluator(inForce.rules(), inForce.format(), redact, shownTokens);
  }
}
