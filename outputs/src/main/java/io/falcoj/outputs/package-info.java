// SPDX-License-Identifier: Apache-2.0
/**
 * Where alerts go, and how they look there. An {@link io.falcoj.outputs.AlertFormat} turns an alert
 * into a line of {@link io.falcoj.outputs.AlertLines}; {@link io.falcoj.outputs.Outputs} brings
 * lines to each {@link io.falcoj.outputs.Output}. Depends on the contracts of the engine alone.
 */
@NullMarked
package io.falcoj.outputs;

import org.jspecify.annotations.NullMarked;
