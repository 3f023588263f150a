// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

import io.falcoj.json.JsonDocument;
import io.falcoj.json.JsonPointer;

/** The lists of containers of a pod, in the order in which they are told. Policies judge them alike. */
public enum ContainerKind {
  /** What a pod is for. */
  CONTAINERS("containers"),
  /** What runs before. */
  INIT_CONTAINERS("initContainers"),
  /** What somebody adds to look inside. */
  EPHEMERAL_CONTAINERS("ephemeralContainers");

  private static final ContainerKind[] ALL = values();

  private final String key;
  private final JsonPointer list;

  ContainerKind(String key) {
    this.key = key;
    this.list = JsonPointer.ofMembers(key);
  }

  /** How many kinds there are. */
  public static int count() {
    return ALL.length;
  }

  /** The kind at a place, from 0; unlike {@link #values} it allocates nothing. */
  public static ContainerKind at(int index) {
    return ALL[index];
  }

  /** The list's key in a pod. */
  public String key() {
    return key;
  }

  /** The field of rules that holds one property of every container of the list. */
  public String field(String property) {
    return "pod." + key + "." + property;
  }

  /**
   * The list of these containers.
   *
   * @param spec a pod's specification
   * @return a value of any kind; {@link JsonDocument#NONE} if there is none
   */
  public int list(JsonDocument json, int spec) {
    return json.find(spec, list);
  }

  /**
   * The first of these containers; {@link JsonDocument#next} leads to those behind it.
   *
   * @param spec a pod's specification
   * @return {@link JsonDocument#NONE} if there is none
   */
  public int first(JsonDocument json, int spec) {
    return json.firstElement(list(json, spec));
  }
}
