// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.check;

import org.jspecify.annotations.Nullable;

/** Takes what checks find. */
@FunctionalInterface
public interface Findings {

  /**
   * A pod does what it must not.
   *
   * @param container name of the container; empty if it has none; null if it is about the pod
   * @param path where, as people write it: {@code spec.containers[0].securityContext.privileged}
   * @param value what stands there; null if nothing does
   */
  void add(@Nullable String container, String path, @Nullable String value);
}
