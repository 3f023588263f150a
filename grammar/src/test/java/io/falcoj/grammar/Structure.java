// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import io.falcoj.grammar.Operand.FieldRef;
import io.falcoj.grammar.Operand.ListLiteral;
import io.falcoj.grammar.Operand.TransformerCall;
import io.falcoj.grammar.Operand.TransformerList;
import io.falcoj.grammar.Operand.ValueLiteral;
import java.util.List;

/** Copies a tree without places and without what was quoted, so that copies can be compared. */
final class Structure implements ExprVisitor<Expr>, OperandVisitor<Operand> {

  private Structure() {}

  static Expr of(Expr expr) {
    return expr.accept(new Structure());
  }

  private List<Expr> expressions(List<Expr> expressions) {
    return expressions.stream().map(each -> each.accept(this)).toList();
  }

  private List<Operand> operands(List<Operand> operands) {
    return operands.stream().map(each -> each.accept(this)).toList();
  }

  @Override
  public Expr visitAnd(Expr.And and) {
    return new Expr.And(expressions(and.operands()), Span.START);
  }

  @Override
  public Expr visitOr(Expr.Or or) {
    return new Expr.Or(expressions(or.operands()), Span.START);
  }

  @Override
  public Expr visitNot(Expr.Not not) {
    return new Expr.Not(not.operand().accept(this), Span.START);
  }

  @Override
  public Expr visitMacroRef(Expr.MacroRef macro) {
    return new Expr.MacroRef(macro.name(), Span.START);
  }

  @Override
  public Expr visitUnaryCheck(Expr.UnaryCheck check) {
    return new Expr.UnaryCheck(check.left().accept(this), check.operator(), Span.START);
  }

  @Override
  public Expr visitBinaryCheck(Expr.BinaryCheck check) {
    return new Expr.BinaryCheck(
        check.left().accept(this),
        check.operator(),
        check.modifier(),
        check.right().accept(this),
        Span.START);
  }

  @Override
  public Operand visitFieldRef(FieldRef field) {
    return new FieldRef(field.name(), field.argument(), Span.START);
  }

  @Override
  public Operand visitTransformerCall(TransformerCall call) {
    return new TransformerCall(
        call.name(), operands(call.arguments()), call.argument(), Span.START);
  }

  @Override
  public Operand visitTransformerList(TransformerList list) {
    return new TransformerList(operands(list.operands()), Span.START);
  }

  @Override
  public ValueLiteral visitValueLiteral(ValueLiteral value) {
    return new ValueLiteral(value.value(), false, Span.START);
  }

  @Override
  public Operand visitListLiteral(ListLiteral list) {
    return new ListLiteral(
        list.values().stream().map(this::visitValueLiteral).toList(), Span.START);
  }
}
