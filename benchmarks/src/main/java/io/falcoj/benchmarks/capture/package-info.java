// SPDX-License-Identifier: Apache-2.0
/** Captures for measurements. */
@NullMarked
package io.falcoj.benchmarks.capture;

import org.jspecify.annotations.NullMarked;
