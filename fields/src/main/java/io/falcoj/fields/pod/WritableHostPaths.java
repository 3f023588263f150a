// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.HostPath;
import io.falcoj.converter.pod.VolumeType;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.ka.Leaf;
import io.falcoj.json.JsonDocument;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * The paths of those {@code hostPath} volumes that some container mounts without {@code readOnly:
 * true}.
 *
 * @param leaf how a path is written
 */
record WritableHostPaths(Leaf leaf) implements FieldExtractor {

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int spec = CreatedPod.spec(json);
    boolean tooMany = HostPath.hasTooManyMounts(json, spec);
    int volume = VolumeType.firstVolume(json, spec);
    while (volume != JsonDocument.NONE) {
      int path = HostPath.of(json, volume);
      if (path != JsonDocument.NONE
          && (tooMany || HostPath.isMountedWritable(json, spec, volume, values))) {
        leaf.add(json, path, values);
      }
      volume = json.next(volume);
    }
    if (values.size() == 0) {
      // Names were held here for comparison: without them the field is absent again.
      values.clear();
    }
  }
}
