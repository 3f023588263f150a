// SPDX-License-Identifier: Apache-2.0
/**
 * Recording of system calls to captures: all of them, or those that follow an alert. {@link
 * io.falcoj.daemon.recording.SyscallRecorder} is told of every event, of a replay or live.
 */
@NullMarked
package io.falcoj.daemon.recording;

import org.jspecify.annotations.NullMarked;

