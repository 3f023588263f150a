// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** Tells requests about pods, and about what makes pods, from all others. Allocates nothing. */
public final class PodRequest {

  private static final JsonPointer RESOURCE = JsonPointer.ofMembers("objectRef", "resource");

  private PodRequest() {}

  /** Whether an event is about a request about a pod or a workload. */
  public static boolean isAbout(JsonDocument json) {
    return WorkloadKind.leadsToPods(json, json.find(RESOURCE));
  }

  /** Whether an event tells how a request ended. */
  public static boolean isEnded(JsonDocument json) {
    return !RequestStage.isEarly(json);
  }
}
