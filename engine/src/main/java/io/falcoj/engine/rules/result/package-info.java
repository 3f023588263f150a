// SPDX-License-Identifier: Apache-2.0
/**
 * What there is to say about a rules file, and how it is said: each error and warning has a
 * constant in {@link io.falcoj.engine.rules.result.ErrorCode} or {@link
 * io.falcoj.engine.rules.result.WarningCode} and a place, and {@link
 * io.falcoj.engine.rules.result.LoadResult} shows all of a file as text or as JSON.
 */
@NullMarked
package io.falcoj.engine.rules.result;

import org.jspecify.annotations.NullMarked;
