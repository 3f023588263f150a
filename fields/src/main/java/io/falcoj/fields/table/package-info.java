// SPDX-License-Identifier: Apache-2.0
/**
 * How a field class is written down: {@link io.falcoj.fields.table.FieldTable}, a line for each
 * field. Depends on the engine's contracts alone.
 */
@NullMarked
package io.falcoj.fields.table;

import org.jspecify.annotations.NullMarked;
