// SPDX-License-Identifier: Apache-2.0
/** Field class {@code thread}. */
@NullMarked
package io.falcoj.fields.thread;

import org.jspecify.annotations.NullMarked;
