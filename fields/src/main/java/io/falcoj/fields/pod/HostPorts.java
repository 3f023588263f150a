// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.HostPort;
import io.falcoj.engine.Values;
import io.falcoj.json.JsonDocument;

/** The port of the host that a port of a container takes. */
final class HostPorts {

  private HostPorts() {}

  /** Adds the port; absent if it takes none of the host. */
  static void add(JsonDocument json, int port, Values values) {
    int taken = HostPort.taken(json, CreatedPod.spec(json), port, values);
    if (taken == JsonDocument.NONE) {
      values.addAbsent();
    } else {
      json.addText(taken, values);
    }
  }
}
