// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.converter.pod.CreatedPod;
import io.falcoj.converter.pod.PodContainers;
import io.falcoj.engine.Values;
import io.falcoj.fields.ka.ContainerProperties;
import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/**
 * The port of the host that a port of a container takes. On the network of the host it is the
 * container's own, which the API server copies before policies are asked.
 */
final class HostPort {

  private static final JsonPointer HOST_NETWORK = JsonPointer.ofMembers("spec", "hostNetwork");
  private static final JsonPointer HOST_PORT = JsonPointer.ofMembers("hostPort");
  private static final JsonPointer CONTAINER_PORT = JsonPointer.ofMembers("containerPort");

  private static final byte[] ZERO = {'0'};

  private HostPort() {}

  /** Adds the port; absent if it takes none of the host. */
  static void add(JsonDocument json, int port, Values values) {
    int taken = PodContainers.value(json, port, HOST_PORT);
    if ((taken == JsonDocument.NONE || isZero(json, taken, values))
        && json.isTrue(json.find(CreatedPod.find(json), HOST_NETWORK))) {
      taken = PodContainers.value(json, port, CONTAINER_PORT);
    }
    if (taken == JsonDocument.NONE) {
      values.addAbsent();
    } else {
      ContainerProperties.addHostPort(json, taken, values);
    }
  }

  private static boolean isZero(JsonDocument json, int number, Values values) {
    int index = values.size();
    json.addText(number, values);
    boolean zero = values.textEquals(index, ZERO);
    values.truncate(index);
    return zero;
  }
}
