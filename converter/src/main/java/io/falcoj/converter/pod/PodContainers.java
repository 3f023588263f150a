// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonKind;
import io.falcoj.json.JsonPointer;

/**
 * Walks the containers of the pod that an event creates: ordinary, init and ephemeral ones, in this
 * order.
 */
public final class PodContainers {

  private static final JsonPointer SPEC = JsonPointer.ofMembers("spec");

  private static final JsonPointer[] LISTS = {
    JsonPointer.ofMembers("containers"),
    JsonPointer.ofMembers("initContainers"),
    JsonPointer.ofMembers("ephemeralContainers")
  };

  private PodContainers() {}

  /** The specification of the pod; {@link JsonDocument#NONE} if there is none. */
  public static int spec(JsonDocument json) {
    return json.find(CreatedPod.find(json), SPEC);
  }

  /** Number of lists of containers that a pod may have. */
  public static int lists() {
    return LISTS.length;
  }

  /** The first container of a list; {@link JsonDocument#NONE} if there is none. */
  public static int first(JsonDocument json, int spec, int list) {
    return firstOf(json, spec, LISTS[list]);
  }

  /** The first element of the array that the pointer leads to; {@code NONE} if there is none. */
  public static int firstOf(JsonDocument json, int node, JsonPointer pointer) {
    int array = json.find(node, pointer);
    return array != JsonDocument.NONE && json.kind(array) == JsonKind.ARRAY
        ? json.firstChild(array)
        : JsonDocument.NONE;
  }

  /** What the pointer leads to; {@code NONE} for nothing and for null. */
  public static int value(JsonDocument json, int node, JsonPointer pointer) {
    int value = json.find(node, pointer);
    return value != JsonDocument.NONE && json.kind(value) == JsonKind.NULL
        ? JsonDocument.NONE
        : value;
  }
}
