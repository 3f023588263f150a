// SPDX-License-Identifier: Apache-2.0
/**
 * The text of Falco conditions and their syntax tree. {@link io.falcoj.grammar.ConditionParser}
 * turns text into an {@link io.falcoj.grammar.Expr}, {@link io.falcoj.grammar.ExprPrinter} turns it
 * back. Nothing here knows a field, and the words of the language (operators, modifiers,
 * transformers) are handed in as a {@link io.falcoj.grammar.ConditionSyntax}. Depends on ANTLR's
 * runtime only.
 *
 * <p>The language, which is that of libs 0.25 (its {@code filter/parser.h} describes it too):
 *
 * <pre>
 * condition   = conjunction { "or" conjunction }
 * conjunction = negation { "and" negation }
 * negation    = { "not" } ( check | "(" condition ")" )
 * check       = macro
 *             | operand unaryOperator
 *             | operand numericOperator ( number | rightOperand )
 *             | operand stringOperator ( value | rightOperand )
 *             | operand stringOperator modifier ( list | listName )
 *             | operand listOperator ( list | listName | rightOperand )
 * operand     = field | transformer
 * rightOperand = transformer | "val(" field ")"
 * field       = name "." name { "." name } [ "[" argument "]" ]
 * transformer = name "(" argument { "," argument } ")" [ "[" argument "]" ]
 * list        = "(" [ value { "," value } ] ")"
 * value       = quoted | bare
 * </pre>
 *
 * <p>There are no reserved words: what a word is depends on where it stands. {@code in} is a macro
 * where a check begins, an operator behind a field and a value behind {@code =}. Operators are read
 * by prefix ({@code a.b existsand c}), and {@code oneof} is a value unless a list follows. So the
 * lexer, {@code FalcoFilterLexer.g4}, has a mode for each place and asks {@code WordLexer} about
 * words; the grammar, {@code FalcoFilter.g4}, then needs one token of lookahead. No parse tree is
 * kept: {@code SyntaxTreeBuilder} makes the syntax tree as rules end. The first error ends parsing;
 * {@code SyntaxErrors} has the messages.
 *
 * <p>The classes whose names begin with {@code FalcoFilter} are generated and of no use elsewhere.
 */
@NullMarked
package io.falcoj.grammar;

import org.jspecify.annotations.NullMarked;
