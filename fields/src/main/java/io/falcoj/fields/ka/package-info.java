// SPDX-License-Identifier: Apache-2.0
/** Field class {@code k8saudit}. */
@NullMarked
package io.falcoj.fields.ka;

import org.jspecify.annotations.NullMarked;
