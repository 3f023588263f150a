// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** The paths of the host that a pod mounts, and how it mounts them. Allocates nothing. */
public final class HostPath {

  /**
   * Comparisons of a volume's name with a mount's. Pods that exist need a few hundred; one that
   * needs more was made to take time, and its paths count as writable.
   */
  private static final int MOST_COMPARISONS = 5_000_000;

  private static final JsonPointer PATH = JsonPointer.ofMembers("hostPath", "path");
  private static final JsonPointer NAME = JsonPointer.ofMembers("name");
  private static final JsonPointer MOUNTS = JsonPointer.ofMembers("volumeMounts");
  private static final JsonPointer READ_ONLY = JsonPointer.ofMembers("readOnly");

  private HostPath() {}

  /** The path of the host that a volume is; {@link JsonDocument#NONE} if it is another volume. */
  public static int of(JsonDocument json, int volume) {
    return json.present(json.find(volume, PATH));
  }

  /** Whether looking at the mounts of all volumes would take too long for anybody to wait. */
  public static boolean hasTooManyMounts(JsonDocument json, int spec) {
    long volumes = countFrom(json, VolumeType.firstVolume(json, spec));
    long mounts = 0;
    for (int kind = 0; kind < ContainerKind.count(); kind++) {
      int container = ContainerKind.at(kind).first(json, spec);
      while (container != JsonDocument.NONE) {
        mounts += countFrom(json, json.firstElement(json.find(container, MOUNTS)));
        container = json.next(container);
      }
    }
    return volumes * mounts > MOST_COMPARISONS;
  }

  /**
   * Whether some container mounts a volume without {@code readOnly: true}. Follows Kubernetes v1.24
   * {@code podsecuritypolicy/provider.go}.
   *
   * @param values for texts; is afterwards as before, but present
   */
  public static boolean isMountedWritable(JsonDocument json, int spec, int volume, Values values) {
    int name = json.present(json.find(volume, NAME));
    if (name == JsonDocument.NONE) {
      return false;
    }
    int index = values.size();
    json.addText(name, values);
    boolean found = false;
    for (int kind = 0; kind < ContainerKind.count() && !found; kind++) {
      int container = ContainerKind.at(kind).first(json, spec);
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
    int mount = json.firstElement(json.find(container, MOUNTS));
    while (mount != JsonDocument.NONE) {
      int name = json.present(json.find(mount, NAME));
      if (name != JsonDocument.NONE && !json.isTrue(json.find(mount, READ_ONLY))) {
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

  private static int countFrom(JsonDocument json, int first) {
    int count = 0;
    for (int node = first; node != JsonDocument.NONE; node = json.next(node)) {
      count++;
    }
    return count;
  }
}
