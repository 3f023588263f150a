// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import java.util.List;

/**
 * Finds for which of several things a condition can be true, where some of its checks tell them
 * apart. Negation is pushed down to the checks: what is told of a check is for one that stands as
 * it is, or for its contrary. Single use.
 *
 * @param <S> a set of such things
 */
public abstract class ConditionRange<S> implements ExprVisitor<S> {

  private boolean negated;

  /** The things for which a check without a right-hand side, or its contrary, can be true. */
  protected abstract S unaryCheck(Expr.UnaryCheck check, boolean negated);

  /** The things for which a check, or its contrary, can be true. */
  protected abstract S binaryCheck(Expr.BinaryCheck check, boolean negated);

  /** All things: what a macro of unknown meaning can be true for. */
  protected abstract S all();

  /** What is in both; neither is changed. */
  protected abstract S intersection(S left, S right);

  /** What is in one of them; neither is changed. */
  protected abstract S union(S left, S right);

  @Override
  public final S visitAnd(Expr.And and) {
    return combine(and.operands(), negated);
  }

  @Override
  public final S visitOr(Expr.Or or) {
    return combine(or.operands(), !negated);
  }

  private S combine(List<Expr> operands, boolean any) {
    S range = operands.get(0).accept(this);
    for (Expr operand : operands.subList(1, operands.size())) {
      S next = operand.accept(this);
      range = any ? union(range, next) : intersection(range, next);
    }
    return range;
  }

  @Override
  public final S visitNot(Expr.Not not) {
    negated = !negated;
    S range = not.operand().accept(this);
    negated = !negated;
    return range;
  }

  @Override
  public final S visitMacroRef(Expr.MacroRef macro) {
    return all();
  }

  @Override
  public final S visitUnaryCheck(Expr.UnaryCheck check) {
    return unaryCheck(check, negated);
  }

  @Override
  public final S visitBinaryCheck(Expr.BinaryCheck check) {
    return binaryCheck(check, negated);
  }
}
