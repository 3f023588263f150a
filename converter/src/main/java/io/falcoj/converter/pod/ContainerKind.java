// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.pod;

/** The lists of containers of a pod. A policy judges them alike. */
public enum ContainerKind {
  CONTAINERS("containers"),
  INIT_CONTAINERS("initContainers"),
  EPHEMERAL_CONTAINERS("ephemeralContainers");

  private final String key;

  ContainerKind(String key) {
    this.key = key;
  }

  /** The list's key in a pod. */
  public String key() {
    return key;
  }

  /** The field that holds one property of every container of the list. */
  public String field(String property) {
    return "pod." + key + "." + property;
  }

  /** A check whether a pod has such containers. */
  public String isPresent() {
    return field("count") + " exists";
  }
}
