// SPDX-License-Identifier: Apache-2.0
/**
 * From definitions to rules that can be compiled: lists and macros inlined, exceptions added, each
 * rule tried against the fields of its source. All that can grow is measured before it is made.
 */
@NullMarked
package io.falcoj.engine.rules.resolve;

import org.jspecify.annotations.NullMarked;
