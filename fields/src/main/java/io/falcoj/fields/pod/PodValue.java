// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.ka.Leaf;
import io.falcoj.fields.ka.ValuePath;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/** Values that a path leads to from the pod that an event creates. */
record PodValue(ValuePath path, Leaf leaf) implements FieldExtractor {

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int pod = CreatedPod.find(json);
    if (pod != JsonDocument.NONE) {
      path.readAll(json, pod, leaf, values);
    }
  }
}
