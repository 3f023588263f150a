// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.PodContainers;
import io.falcoj.engine.Event;
import io.falcoj.engine.FieldExtractor;
import io.falcoj.engine.Values;
import io.falcoj.fields.ka.Leaf;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;
import io.falcoj.sources.audit.event.AuditEvent;

/**
 * The paths of those {@code hostPath} volumes that some container mounts without {@code readOnly:
 * true}. Follows Kubernetes v1.24 {@code podsecuritypolicy/provider.go}.
 */
final class WritableHostPaths implements FieldExtractor {

  /**
   * Comparisons of a volume's name with a mount's. Pods that exist need a few hundred; one that
   * needs more was made to take time, and its paths count as writable.
   */
  private static final int MOST_COMPARISONS = 5_000_000;

  private static final JsonPointer VOLUMES = JsonPointer.ofMembers("volumes");
  private static final JsonPointer PATH = JsonPointer.ofMembers("hostPath", "path");
  private static final JsonPointer NAME = JsonPointer.ofMembers("name");
  private static final JsonPointer MOUNTS = JsonPointer.ofMembers("volumeMounts");
  private static final JsonPointer READ_ONLY = JsonPointer.ofMembers("readOnly");

  private final Leaf leaf;

  /**
   * @param leaf how a path is written
   */
  WritableHostPaths(Leaf leaf) {
    this.leaf = leaf;
  }

  @Override
  public void extract(Event event, Values values) {
    JsonDocument json = ((AuditEvent) event).json();
    int spec = PodContainers.spec(json);
    if (spec == JsonDocument.NONE) {
      return;
    }
    int volume = PodContainers.firstOf(json, spec, VOLUMES);
    boolean tooMany = (long) countFrom(json, volume) * countMounts(json, spec) > MOST_COMPARISONS;
    while (volume != JsonDocument.NONE) {
      int path = PodContainers.value(json, volume, PATH);
      if (path != JsonDocument.NONE && (tooMany || isMountedWritable(json, spec, volume, values))) {
        leaf.add(json, path, values);
      }
      volume = json.next(volume);
    }
    if (values.size() == 0) {
      // Names were held here for comparison: without them the field is absent again.
      values.clear();
    }
  }

  private static int countFrom(JsonDocument json, int first) {
    int count = 0;
    for (int node = first; node != JsonDocument.NONE; node = json.next(node)) {
      count++;
    }
    return count;
  }

  private static int countMounts(JsonDocument json, int spec) {
    int count = 0;
    for (int list = 0; list < PodContainers.lists(); list++) {
      int container = PodContainers.first(json, spec, list);
      while (container != JsonDocument.NONE) {
        count += countFrom(json, PodContainers.firstOf(json, container, MOUNTS));
        container = json.next(container);
      }
    }
    return count;
  }

  private static boolean isMountedWritable(JsonDocument json, int spec, int volume, Values values) {
    int name = PodContainers.value(json, volume, NAME);
    if (name == JsonDocument.NONE) {
      return false;
    }
    int index = values.size();
    json.addText(name, values);
    boolean found = false;
    for (int list = 0; list < PodContainers.lists() && !found; list++) {
      int container = PodContainers.first(json, spec, list);
      while (container != JsonDocument.NONE && !found) {
        found = mountsWritable(json, container, values, index);
        container = json.next(container);
      }
    }
    values.truncate(index);
    return found;
  }

  /** Whether the container mounts the volume whose name is the value at {@code index}. */
  private static boolean mountsWritable(
      JsonDocument json, int container, Values values, int index) {
    int mount = PodContainers.firstOf(json, container, MOUNTS);
    while (mount != JsonDocument.NONE) {
      int name = PodContainers.value(json, mount, NAME);
      if (name != JsonDocument.NONE && !isReadOnly(json, mount)) {
        json.addText(name, values);
        boolean same = values.textEquals(index, index + 1);
        values.truncate(index + 1);
        if (same) {
          return true;
        }
      }
      mount = json.next(mount);
    }
    return false;
  }

  private static boolean isReadOnly(JsonDocument json, int mount) {
    int readOnly = json.find(mount, READ_ONLY);
    return readOnly != JsonDocument.NONE && json.kind(readOnly) == JsonKind.TRUE;
  }
}
