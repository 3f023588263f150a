// SPDX-License-Identifier: Apache-2.0
package io.falcoj.library.summary;

/**
 * What somebody would have to change so that a pod passes.
 *
 * @param namespace empty if the event does not say
 * @param name kind and name, {@code Deployment/storefront}; nothing behind the slash if the log
 *     does not hold the name
 */
public record Workload(String namespace, String name) implements Comparable<Workload> {

  @Override
  public int compareTo(Workload other) {
    int order = namespace.compareTo(other.namespace);
    return order != 0 ? order : name.compareTo(other.name);
  }
}
