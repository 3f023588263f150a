// SPDX-License-Identifier: Apache-2.0
/**
 * The operators of the condition language, and how they read the values of a condition. {@link
 * io.falcoj.engine.operator.StandardOperators} is the list from which the parser's tables, error
 * texts, documentation and the test matrix derive; to add an operator, add a class and a line
 * there.
 *
 * <p>An operator says what <em>one</em> value must be like. What that means for a field is the same
 * for all of them:
 *
 * <ul>
 *   <li>An absent field passes no check, that of {@code !=} included; only its negation by {@code
 *       not} holds. {@code exists} asks for one present value. On the right-hand side the text
 *       {@code "<NA>"} stands for an absent value, for operators that {@linkplain
 *       io.falcoj.engine.operator.Operator#acceptsAbsent() say so}.
 *   <li>Of a list, {@code in} asks every value, {@code intersects} one, {@code pmatch} every
 *       present one. An empty list is in everything and intersects nothing.
 *   <li>A list of a JSON document takes all operators: {@code =} and {@code !=} compare the set of
 *       its values, the others ask for one value that passes.
 *   <li>Of the candidates of a search, one must pass; for {@code !=} all must.
 *   <li>Texts are compared byte by byte. Those of a JSON document that are whole numbers are
 *       ordered by value, and a literal {@code "1:9"} equals each of them from 1 to 9.
 * </ul>
 *
 * <p>Follows libs 0.25 in everything that {@code docs/differences.md} does not name. Used by the
 * compile package, uses the predicate package; knows no field and no syntax tree.
 */
@NullMarked
package io.falcoj.engine.operator;

import org.jspecify.annotations.NullMarked;
