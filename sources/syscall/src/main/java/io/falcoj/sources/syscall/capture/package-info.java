// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded system calls: {@link io.falcoj.sources.syscall.capture.CaptureReader} reads the blocks
 * of {@code .scap} files of every age. May depend on the engine and on the package above.
 */
@NullMarked
package io.falcoj.sources.syscall.capture;

import org.jspecify.annotations.NullMarked;
