// SPDX-License-Identifier: Apache-2.0
/**
 * How parameters of system calls read: {@link io.falcoj.fields.parameter.ParameterText}. To print a
 * type of parameter, add a line to its list of types. Depends on the source of system calls and the
 * engine's contracts.
 */
@NullMarked
package io.falcoj.fields.parameter;

import org.jspecify.annotations.NullMarked;
