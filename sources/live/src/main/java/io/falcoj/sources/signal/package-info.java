// SPDX-License-Identifier: Apache-2.0
/** Signals of the operating system, where Java alone cannot answer them. */
@NullMarked
package io.falcoj.sources.signal;

import org.jspecify.annotations.NullMarked;
