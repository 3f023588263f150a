// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which pods a policy is asked about, by its annotations.
 *
 * @param images repositories, without tag; a pod with a container of one of them is in scope; null
 *     for all pods
 * @param namespaces names; null for all namespaces
 */
public record PolicyScope(@Nullable List<String> images, @Nullable List<String> namespaces) {

  /** Every pod. */
  public static final PolicyScope ALL = new PolicyScope(null, null);

  public PolicyScope {
    images = images == null ? null : List.copyOf(images);
    namespaces = namespaces == null ? null : List.copyOf(namespaces);
  }
}
