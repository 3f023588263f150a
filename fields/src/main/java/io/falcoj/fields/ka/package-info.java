// SPDX-License-Identifier: Apache-2.0
/** Fields {@code ka.*}: the request that a Kubernetes audit event records. */
@NullMarked
package io.falcoj.fields.ka;

import org.jspecify.annotations.NullMarked;
