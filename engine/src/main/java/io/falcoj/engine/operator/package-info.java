// SPDX-License-Identifier: Apache-2.0
/**
 * The operators of the condition language. {@link io.falcoj.engine.operator.StandardOperators} is
 * the list from which the parser's tables, error texts, documentation and the test matrix derive;
 * to add an operator, add a class and a line there.
 */
@NullMarked
package io.falcoj.engine.operator;

import org.jspecify.annotations.NullMarked;
