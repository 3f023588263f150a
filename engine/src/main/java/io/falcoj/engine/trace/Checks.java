// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import java.util.ArrayList;
import java.util.List;

/** Collects the checks of a condition, in its order; those of macros in it are not among them. */
final class Checks implements ExprVisitor<Checks> {

  private final List<Expr> checks = new ArrayList<>();

  private Checks() {}

  static List<Expr> of(Expr condition) {
    return condition.accept(new Checks()).checks;
  }

  @Override
  public Checks visitAnd(Expr.And and) {
    and.operands().forEach(operand -> operand.accept(this));
    return this;
  }

  @Override
  public Checks visitOr(Expr.Or or) {
    or.operands().forEach(operand -> operand.accept(this));
    return this;
  }

  @Override
  public Checks visitNot(Expr.Not not) {
    return not.operand().accept(this);
  }

  @Override
  public Checks visitMacroRef(Expr.MacroRef macro) {
    return this;
  }

  @Override
  public Checks visitUnaryCheck(Expr.UnaryCheck check) {
    checks.add(check);
    return this;
  }

  @Override
  public Checks visitBinaryCheck(Expr.BinaryCheck check) {
    checks.add(check);
    return this;
  }
}
