// SPDX-License-Identifier: Apache-2.0
/** Fields {@code fd.*} and {@code fdlist.*}: file descriptors. */
@NullMarked
package io.falcoj.fields.fd;

import org.jspecify.annotations.NullMarked;
