// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import org.jspecify.annotations.Nullable;

/**
 * Where a pod breaks a policy.
 *
 * @param property of the policy: {@code runAsUser}
 * @param container name of the container; empty if it has none; null if it is about the pod
 * @param path in the pod: {@code spec.containers[0].securityContext.runAsUser}
 * @param value what stands there; null if nothing does
 */
public record Violation(
    String property, @Nullable String container, String path, @Nullable String value) {}
