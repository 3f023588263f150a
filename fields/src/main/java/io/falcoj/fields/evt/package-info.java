// SPDX-License-Identifier: Apache-2.0
/** Field class {@code evt}. */
@NullMarked
package io.falcoj.fields.evt;

import org.jspecify.annotations.NullMarked;
