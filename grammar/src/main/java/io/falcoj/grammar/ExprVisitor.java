// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/** One method for each kind of {@link Expr}; without defaults, so that none is forgotten. */
public interface ExprVisitor<R> {

  R visitAnd(Expr.And and);

  R visitOr(Expr.Or or);

  R visitNot(Expr.Not not);

  R visitMacroRef(Expr.MacroRef macro);

  R visitUnaryCheck(Expr.UnaryCheck check);

  R visitBinaryCheck(Expr.BinaryCheck check);
}
