// SPDX-License-Identifier: Apache-2.0
package io.falcoj.fields.pod;

import io.falcoj.sources.k8saudit.JsonDocument;
import io.falcoj.sources.k8saudit.JsonKind;
import io.falcoj.sources.k8saudit.JsonPointer;

/**
 * Walks the containers of the pod in a request: ordinary, init and ephemeral ones, in this order.
 */
final class PodContainers {

  /** The specification of the pod. */
  static final JsonPointer SPEC = JsonPointer.ofMembers("requestObject", "spec");

  private static final JsonPointer[] LISTS = {
    JsonPointer.ofMembers("containers"),
    JsonPointer.ofMembers("initContainers"),
    JsonPointer.ofMembers("ephemeralContainers")
  };

  private PodContainers() {}

  /** Number of lists of containers that a pod may have. */
  static int lists() {
    return LISTS.length;
  }

  /** The first container of a list; {@link JsonDocument#NONE} if there is none. */
  static int first(JsonDocument json, int spec, int list) {
    return firstOf(json, spec, LISTS[list]);
  }

  /** The first element of the array that the pointer leads to; {@code NONE} if there is none. */
  static int firstOf(JsonDocument json, int node, JsonPointer pointer) {
    int array = json.find(node, pointer);
    return array != JsonDocument.NONE && json.kind(array) == JsonKind.ARRAY
        ? json.firstChild(array)
        : JsonDocument.NONE;
  }

  /** What the pointer leads to; {@code NONE} for nothing and for null. */
  static int value(JsonDocument json, int node, JsonPointer pointer) {
    int value = json.find(node, pointer);
    return value != JsonDocument.NONE && json.kind(value) == JsonKind.NULL
        ? JsonDocument.NONE
        : value;
  }
}
