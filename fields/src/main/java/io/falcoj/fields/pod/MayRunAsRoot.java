// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.SecurityContext;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.engine.text.Utf8;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/** For each container, whether Kubernetes would refuse it under {@code MustRunAsNonRoot}. */
final class MayRunAsRoot implements FieldExtractor {

  private static final byte[] YES = Utf8.bytes("true");
  private static final byte[] NO = Utf8.bytes("false");

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int spec = CreatedPod.spec(json);
    for (int kind = 0; kind < ContainerKind.count(); kind++) {
      int container = ContainerKind.at(kind).first(json, spec);
      while (container != JsonDocument.NONE) {
        boolean mayRunAsRoot = SecurityContext.mayRunAsRoot(json, spec, container, values);
        values.addText(mayRunAsRoot ? YES : NO);
        container = json.next(container);
      }
    }
  }
}
