// SPDX-License-Identifier: Apache-2.0
/** Fields {@code user.*}: the user that the process runs as. */
@NullMarked
package io.falcoj.fields.user;

import org.jspecify.annotations.NullMarked;
