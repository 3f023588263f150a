// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;
import java.nio.charset.StandardCharsets;

/** Tells requests about pods, and about what makes pods, from all others. Allocates nothing. */
public final class PodRequest {

  private static final JsonPointer RESOURCE = JsonPointer.ofMembers("objectRef", "resource");

  private static final byte[][] RESOURCES = {
    ascii("pods"),
    ascii("deployments"),
    ascii("replicasets"),
    ascii("daemonsets"),
    ascii("statefulsets"),
    ascii("jobs"),
    ascii("cronjobs"),
    ascii("replicationcontrollers")
  };

  private PodRequest() {}

  /** Whether an event is about a request about a pod or a workload. */
  public static boolean isAbout(JsonDocument json) {
    int resource = json.find(RESOURCE);
    for (byte[] each : RESOURCES) {
      if (json.stringEquals(resource, each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an event tells how a request ended. */
  public static boolean isEnded(JsonDocument json) {
    return !RequestStage.isEarly(json);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
