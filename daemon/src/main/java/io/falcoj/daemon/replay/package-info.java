// SPDX-License-Identifier: Apache-2.0
/**
 * Recordings to alerts: {@link io.falcoj.daemon.replay.Replay} has the events of a recording evaluated
 * on all cores and writes their alerts in the order of the recording.
 */
@NullMarked
package io.falcoj.daemon.replay;

import org.jspecify.annotations.NullMarked;

