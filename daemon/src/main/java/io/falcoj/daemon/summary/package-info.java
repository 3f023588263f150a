// SPDX-License-Identifier: Apache-2.0
/**
 * What a run came to. A {@link io.falcoj.daemon.summary.RunTally} counts while events are evaluated; a
 * {@link io.falcoj.daemon.summary.RunSummary} tells the result as text or JSON.
 */
@NullMarked
package io.falcoj.daemon.summary;

import org.jspecify.annotations.NullMarked;

