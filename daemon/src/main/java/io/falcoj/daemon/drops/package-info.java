// SPDX-License-Identifier: Apache-2.0
/**
 * Events of system calls that were lost. {@link io.falcoj.daemon.drops.DropMonitor} looks at the
 * counters of the source and does what {@code syscall_event_drops} says, in replays too, where
 * drops can be simulated.
 */
@NullMarked
package io.falcoj.daemon.drops;

import org.jspecify.annotations.NullMarked;

