// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import io.falcoj.converter.pod.ContainerKind;
import io.falcoj.converter.pod.PodView;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** Names places of a pod for people. Allocates: only for what was found. */
final class Place {

  private static final JsonPointer NAME = JsonPointer.ofMembers("name");

  private Place() {}

  static String ofPod(String path) {
    return join("spec", path);
  }

  static String ofVolume(int index, String path) {
    return join("spec.volumes[" + index + "]", path);
  }

  static String ofContainer(ContainerKind kind, int index, String path) {
    return join("spec." + kind.key() + "[" + index + "]", path);
  }

  /** Name of a container; empty if it has none. */
  static String containerName(PodView pod, int container) {
    JsonDocument json = pod.json();
    int name = json.find(container, NAME);
    Values text = new Values();
    if (json.isString(name)) {
      json.addText(name, text);
    }
    return text.size() == 0 ? "" : text.stringAt(0);
  }

  private static String join(String holder, String path) {
    return path.isEmpty() ? holder : holder + "." + path;
  }
}
