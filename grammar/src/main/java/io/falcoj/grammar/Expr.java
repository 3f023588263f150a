// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the syntax tree of a condition. Nodes are immutable and know their place in the text.
 * Record equality includes the places; compare structure through {@link ExprPrinter}.
 */
public sealed interface Expr {

  /** Where the node stands in its text. */
  Span span();

  /** Calls the method of {@code visitor} for this kind of node. */
  <R> R accept(ExprVisitor<R> visitor);

  /**
   * All of the operands hold.
   *
   * @param operands two or more
   */
  record And(List<Expr> operands, Span span) implements Expr {
    public And {
      operands = atLeastTwo(operands);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /**
   * One of the operands holds.
   *
   * @param operands two or more
   */
  record Or(List<Expr> operands, Span span) implements Expr {
    public Or {
      operands = atLeastTwo(operands);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** The operand does not hold. */
  record Not(Expr operand, Span span) implements Expr {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /** The name of a macro, standing alone. */
  record MacroRef(String name, Span span) implements Expr {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitMacroRef(this);
    }
  }

  /** A check without right-hand side: {@code fd.name exists}. */
  record UnaryCheck(Operand left, String operator, Span span) implements Expr {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitUnaryCheck(this);
    }
  }

  /**
   * A comparison: {@code proc.name in (cat, dog)}, {@code proc.name contains anyof (a, b)}.
   *
   * @param operator the operator as written, without modifier
   * @param modifier {@code oneof}, {@code anyof} or {@code allof}; null if there is none
   */
  record BinaryCheck(
      Operand left, String operator, @Nullable String modifier, Operand right, Span span)
      implements Expr {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.visitBinaryCheck(this);
    }

    /** The operator with its modifier, as Falco names it: {@code contains anyof}. */
    public String operatorWithModifier() {
      return modifier == null ? operator : operator + " " + modifier;
    }
  }

  private static List<Expr> atLeastTwo(List<Expr> operands) {
    if (operands.size() < 2) {
      throw new IllegalArgumentException("two operands or more, not " + operands.size());
    }
    return List.copyOf(operands);
  }
}
