// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.TokenVolume;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/** Whether admission adds a volume with the token of its service account to a pod. */
final class AddsTokenVolume implements FieldExtractor {

  private static final byte[] YES = Utf8.bytes("true");
  private static final byte[] NO = Utf8.bytes("false");

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    if (CreatedPod.spec(json) != JsonDocument.NONE) {
      values.addText(TokenVolume.isAdded(json) ? YES : NO);
    }
  }
}
