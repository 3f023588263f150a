// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts of the engine: what an {@link io.falcoj.engine.Event}, a field, an alert and an
 * output are. Sources, field classes and outputs implement what stands here; the packages below it
 * hold the road from a rules file to an alert.
 */
@NullMarked
package io.falcoj.engine;

import org.jspecify.annotations.NullMarked;
