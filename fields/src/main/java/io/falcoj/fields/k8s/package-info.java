// SPDX-License-Identifier: Apache-2.0
/** Field class {@code k8s}. */
@NullMarked
package io.falcoj.fields.k8s;

import org.jspecify.annotations.NullMarked;
