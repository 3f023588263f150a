// SPDX-License-Identifier: Apache-2.0
/** Field class {@code json}. */
@NullMarked
package io.falcoj.fields.json;

import org.jspecify.annotations.NullMarked;
