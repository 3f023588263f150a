// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of the machine's processes, threads, file descriptors, users and groups while
 * events go by, and {@link io.falcoj.sources.syscall.state.SyscallEvent}, an event with the thread
 * and the file that it is about. Only {@link io.falcoj.sources.syscall.state.StateEngine} and its
 * handlers change what is known; all others read.
 */
@NullMarked
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.NullMarked;
