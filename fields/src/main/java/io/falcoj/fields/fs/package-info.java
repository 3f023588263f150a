// SPDX-License-Identifier: Apache-2.0
/** Fields {@code fs.path.*}: the paths that a call names. */
@NullMarked
package io.falcoj.fields.fs;

import org.jspecify.annotations.NullMarked;
