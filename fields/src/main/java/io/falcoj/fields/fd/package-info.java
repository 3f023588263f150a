// SPDX-License-Identifier: Apache-2.0
/** Field class {@code fd}. */
@NullMarked
package io.falcoj.fields.fd;

import org.jspecify.annotations.NullMarked;
