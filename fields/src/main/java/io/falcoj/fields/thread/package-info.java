// SPDX-License-Identifier: Apache-2.0
/** Fields {@code thread.*}: the thread. */
@NullMarked
package io.falcoj.fields.thread;

import org.jspecify.annotations.NullMarked;
