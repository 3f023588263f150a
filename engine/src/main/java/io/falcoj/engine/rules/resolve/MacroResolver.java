// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the conditions of macros in the place of their names. A tree that names no macro is kept as
 * it is, and the tree of a macro is shared by all who name it.
 */
public final class MacroResolver implements ExprVisitor<Expr> {

  /** Gives the tree that a macro stands for. */
  @FunctionalInterface
  public interface Macros {

    /**
     * The tree to put in the place of a name; any exception passes through to whoever resolves.
     *
     * @param place where the name stands
     */
    Expr resolve(String name, Span place);
  }

  private final Macros macros;

  /** A resolver that asks {@code macros} for each name. */
  public MacroResolver(Macros macros) {
    this.macros = macros;
  }

  /** The tree with what {@code macros} gives in the place of each name. */
  public Expr resolve(Expr condition) {
    return condition.accept(this);
  }

  @Override
  public Expr visitAnd(Expr.And and) {
    List<Expr> operands = resolveAll(and.operands());
    return operands == and.operands() ? and : new Expr.And(operands, and.span());
  }

  @Override
  public Expr visitOr(Expr.Or or) {
    List<Expr> operands = resolveAll(or.operands());
    return operands == or.operands() ? or : new Expr.Or(operands, or.span());
  }

  @Override
  public Expr visitNot(Expr.Not not) {
    Expr operand = not.operand().accept(this);
    return operand == not.operand() ? not : new Expr.Not(operand, not.span());
  }

  @Override
  public Expr visitMacroRef(Expr.MacroRef macro) {
    return macros.resolve(macro.name(), macro.span());
  }

  @Override
  public Expr visitUnaryCheck(Expr.UnaryCheck check) {
    return check;
  }

  @Override
  public Expr visitBinaryCheck(Expr.BinaryCheck check) {
    return check;
  }

  private List<Expr> resolveAll(List<Expr> operands) {
    List<Expr> resolved = new ArrayList<>(operands.size());
    boolean same = true;
    for (Expr operand : operands) {
      Expr result = operand.accept(this);
      same &= result == operand;
      resolved.add(result);
    }
    return same ? operands : resolved;
  }
}
