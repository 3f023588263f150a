// SPDX-License-Identifier: Apache-2.0
/**
 * What a run came to. A {@link io.falcoj.app.summary.RunTally} counts while events are evaluated; a
 * {@link io.falcoj.app.summary.RunSummary} tells the result as text or JSON.
 */
@NullMarked
package io.falcoj.app.summary;

import org.jspecify.annotations.NullMarked;
