// SPDX-License-Identifier: Apache-2.0
/** Fields {@code k8s.*}: the pod of the container. */
@NullMarked
package io.falcoj.fields.k8s;

import org.jspecify.annotations.NullMarked;
