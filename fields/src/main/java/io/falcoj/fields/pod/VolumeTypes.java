// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/** The type of each volume, as policies judge it. */
final class VolumeTypes implements FieldExtractor {

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int volume = VolumeType.firstVolume(json, CreatedPod.spec(json));
    while (volume != JsonDocument.NONE) {
      VolumeType.addJudged(json, volume, values);
      volume = json.next(volume);
    }
  }
}
