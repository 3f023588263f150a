// SPDX-License-Identifier: Apache-2.0
/**
 * The one binary layout of events that captures and live sources share, and {@link
 * io.falcoj.sources.syscall.layout.RawEvent}, which points at an event in it.
 */
@NullMarked
package io.falcoj.sources.syscall.layout;

import org.jspecify.annotations.NullMarked;
