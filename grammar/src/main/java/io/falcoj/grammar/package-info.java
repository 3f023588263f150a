// SPDX-License-Identifier: Apache-2.0
/**
 * The text of Falco conditions and their syntax tree. {@link io.falcoj.grammar.ConditionParser}
 * turns text into an {@link io.falcoj.grammar.Expr}, {@link io.falcoj.grammar.ExprPrinter} turns it
 * back. Nothing here knows a field, and the words of the language (operators, modifiers,
 * transformers) are handed in as a {@link io.falcoj.grammar.ConditionSyntax}.
 */
@NullMarked
package io.falcoj.grammar;

import org.jspecify.annotations.NullMarked;
