// SPDX-License-Identifier: Apache-2.0
/** Field class {@code group}. */
@NullMarked
package io.falcoj.fields.group;

import org.jspecify.annotations.NullMarked;
