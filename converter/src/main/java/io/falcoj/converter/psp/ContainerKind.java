// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

/** The lists of containers of a pod. A policy judges them alike. */
enum ContainerKind {
  CONTAINERS("containers"),
  INIT_CONTAINERS("initContainers"),
  EPHEMERAL_CONTAINERS("ephemeralContainers");

  private final String key;

  ContainerKind(String key) {
    this.key = key;
  }

  /** The list's key in a pod. */
  String key() {
    return key;
  }

  /** The field that holds one property of every container of the list. */
  String field(String property) {
    return "pod." + key + "." + property;
  }

  /** A check whether a pod has such containers. */
  String isPresent() {
    return field("count") + " exists";
  }
}
