// SPDX-License-Identifier: Apache-2.0
/**
 * What rules files say: lists, macros and rules as they are written, and the changes that later
 * items make to rules. Texts know for each character where it was written.
 */
@NullMarked
package io.falcoj.engine.rules.definition;

import org.jspecify.annotations.NullMarked;
