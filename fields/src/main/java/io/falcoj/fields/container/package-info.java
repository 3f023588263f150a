// SPDX-License-Identifier: Apache-2.0
/** Field class {@code container}. */
@NullMarked
package io.falcoj.fields.container;

import org.jspecify.annotations.NullMarked;
