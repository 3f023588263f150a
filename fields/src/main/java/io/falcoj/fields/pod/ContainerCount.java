// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/** How many containers of a kind a pod has. */
record ContainerCount(ContainerKind kind) implements FieldExtractor {

  private static final int LONGEST = 10;

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int containers = kind.list(json, CreatedPod.spec(json));
    int count = json.isArray(containers) ? json.size(containers) : 0;
    if (count > 0) {
      addNumber(count, values);
    }
  }

  private static void addNumber(int number, Values values) {
    int start = values.reserve(LONGEST);
    int at = start + LONGEST;
    byte[] digits = values.scratch();
    for (int rest = number; rest > 0; rest /= 10) {
      digits[--at] = (byte) ('0' + rest % 10);
    }
    values.addScratch(at, start + LONGEST - at);
  }
}
