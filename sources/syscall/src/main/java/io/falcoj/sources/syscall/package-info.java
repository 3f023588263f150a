// SPDX-License-Identifier: Apache-2.0
/**
 * System calls: the {@link io.falcoj.sources.syscall.SyscallEvent} flyweight over the one binary
 * layout that captures and live sources share, and the state that turns raw events into which
 * process, which file, which connection. May depend on the engine only.
 */
@NullMarked
package io.falcoj.sources.syscall;

import org.jspecify.annotations.NullMarked;
