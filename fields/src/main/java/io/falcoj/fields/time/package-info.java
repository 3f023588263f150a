// SPDX-License-Identifier: Apache-2.0
/**
 * Times as text: {@link io.falcoj.fields.time.TimeText}. Depends on the engine's contracts alone.
 */
@NullMarked
package io.falcoj.fields.time;

import org.jspecify.annotations.NullMarked;
