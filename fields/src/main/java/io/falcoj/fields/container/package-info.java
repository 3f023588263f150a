// SPDX-License-Identifier: Apache-2.0
/** Fields {@code container.*}: the container of the process. */
@NullMarked
package io.falcoj.fields.container;

import org.jspecify.annotations.NullMarked;
