// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded logs read from the first to the last and evaluated on all cores, with results in the
 * order of the input: {@link io.falcoj.sources.audit.replay.AuditLogReplay}.
 */
@NullMarked
package io.falcoj.sources.audit.replay;

import org.jspecify.annotations.NullMarked;
