// SPDX-License-Identifier: Apache-2.0
/** Alerts for a program: {@link io.falcoj.outputs.program.ProgramOutput}. */
@NullMarked
package io.falcoj.outputs.program;

import org.jspecify.annotations.NullMarked;
