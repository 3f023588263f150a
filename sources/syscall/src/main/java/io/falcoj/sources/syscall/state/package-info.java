// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of the machine's processes, threads, file descriptors, users and groups while
 * events go by.
 */
@NullMarked
package io.falcoj.sources.syscall.state;

import org.jspecify.annotations.NullMarked;
