// SPDX-License-Identifier: Apache-2.0
/** Fields {@code proc.*}: the process, its parent, its ancestors and its leaders. */
@NullMarked
package io.falcoj.fields.proc;

import org.jspecify.annotations.NullMarked;
