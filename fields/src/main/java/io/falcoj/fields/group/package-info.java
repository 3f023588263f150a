// SPDX-License-Identifier: Apache-2.0
/** Fields {@code group.*}: the group that the process runs as. */
@NullMarked
package io.falcoj.fields.group;

import org.jspecify.annotations.NullMarked;
