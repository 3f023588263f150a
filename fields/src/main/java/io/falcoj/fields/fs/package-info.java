// SPDX-License-Identifier: Apache-2.0
/** Field class {@code fs.path}. */
@NullMarked
package io.falcoj.fields.fs;

import org.jspecify.annotations.NullMarked;
