// SPDX-License-Identifier: Apache-2.0
/** Field class {@code user}. */
@NullMarked
package io.falcoj.fields.user;

import org.jspecify.annotations.NullMarked;
