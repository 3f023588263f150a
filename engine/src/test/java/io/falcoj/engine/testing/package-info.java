// SPDX-License-Identifier: Apache-2.0
/** Events and fields for the engine's own tests: a table of values by field name. */
@NullMarked
package io.falcoj.engine.testing;

import org.jspecify.annotations.NullMarked;
