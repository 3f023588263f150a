// SPDX-License-Identifier: Apache-2.0
/**
 * Rules that run: a {@link io.falcoj.engine.ruleset.Ruleset} holds the compiled rules of one event
 * source and tells which of them an event matches.
 */
@NullMarked
package io.falcoj.engine.ruleset;

import org.jspecify.annotations.NullMarked;
