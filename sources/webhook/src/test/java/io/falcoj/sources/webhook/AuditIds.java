// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.webhook;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;
import java.util.ArrayList;
import java.util.List;

/** Notes the {@code auditID} of every event. */
final class AuditIds implements BatchEvaluator<List<String>> {

  /** It fails on events whose id begins so. */
  static final String DEFECT = "defect";

  private static final JsonPointer AUDIT_ID = JsonPointer.parse("/auditID");

  private final Values values = new Values();
  private List<String> ids = new ArrayList<>();

  @Override
  public void accept(AuditEvent event) {
    values.clear();
    event.json().addText(event.json().find(AUDIT_ID), values);
    if (values.stringAt(0).startsWith(DEFECT)) {
      throw new IllegalStateException("a defect");
    }
    ids.add(values.stringAt(0));
  }

  @Override
  public List<String> finish() {
    List<String> finished = ids;
    ids = new ArrayList<>();
    return finished;
  }
}
