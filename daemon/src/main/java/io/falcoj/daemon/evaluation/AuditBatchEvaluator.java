// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.evaluation;

import io.falcoj.library.evaluation.AuditEvaluator;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.library.evaluation.ShownTokens;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertWriter;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;

/** Evaluates batches of audit events for one thread and writes their alerts as lines at once. */
public final class AuditBatchEvaluator implements BatchEvaluator<AlertBatch> {

  private static final int USUAL_BATCH = 1 << 12;

  private final AlertWriter writer;
  private final AuditEvaluator evaluator;

  /**
   * @param format how the alerts are written
   * @param redact whether they are to hold no secrets
   * @param shownTokens what the log has shown, and what its events add to it
   */
  public AuditBatchEvaluator(
      RunRules rules, AlertFormat format, boolean redact, ShownTokens shownTokens) {
    this.writer = new AlertWriter(format, USUAL_BATCH);
    this.evaluator = new AuditEvaluator(rules, writer, redact, shownTokens);
  }

  @Override
  public void accept(AuditEvent event) {
    evaluator.accept(event);
  }

  @Override
  public AlertBatch finish() {
    return new AlertBatch(writer.take(), evaluator.takeTally());
  }
}
