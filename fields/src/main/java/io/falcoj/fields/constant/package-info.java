// SPDX-License-Identifier: Apache-2.0
/** Fields {@code static.*}: texts that the configuration gives. */
@NullMarked
package io.falcoj.fields.constant;

import org.jspecify.annotations.NullMarked;
