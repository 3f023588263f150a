// SPDX-License-Identifier: Apache-2.0
/**
 * System calls of this machine while they happen. {@link
 * io.falcoj.sources.live.LiveSyscalls} is where it begins: a program of falcoj's own runs
 * in the kernel and writes events, in the layout of captures, to ring buffers that are mapped into
 * this process. Decoder, state and fields are those of captures. Only the command line depends on
 * it.
 */
@NullMarked
package io.falcoj.sources.live;

import org.jspecify.annotations.NullMarked;

