// SPDX-License-Identifier: Apache-2.0
/**
 * What a run came to. A {@link io.falcoj.library.summary.RunTally} counts while events are evaluated; a
 * {@link io.falcoj.library.summary.RunSummary} tells the result as text or JSON.
 */
@NullMarked
package io.falcoj.library.summary;

import org.jspecify.annotations.NullMarked;

