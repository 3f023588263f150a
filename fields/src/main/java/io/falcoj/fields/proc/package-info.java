// SPDX-License-Identifier: Apache-2.0
/** Field class {@code process}. */
@NullMarked
package io.falcoj.fields.proc;

import org.jspecify.annotations.NullMarked;
