// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.ArrayList;
import java.util.List;

/** Collects the spans of a tree, parents before children. */
final class Spans implements ExprVisitor<List<Span>>, OperandVisitor<List<Span>> {

  private final List<Span> spans = new ArrayList<>();

  private Spans() {}

  static List<Span> of(Expr expr) {
    return expr.accept(new Spans());
  }

  @Override
  public List<Span> visitAnd(Expr.And and) {
    spans.add(and.span());
    and.operands().forEach(operand -> operand.accept(this));
    return spans;
  }

  @Override
  public List<Span> visitOr(Expr.Or or) {
    spans.add(or.span());
    or.operands().forEach(operand -> operand.accept(this));
    return spans;
  }

  @Override
  public List<Span> visitNot(Expr.Not not) {
    spans.add(not.span());
    return not.operand().accept(this);
  }

  @Override
  public List<Span> visitMacroRef(Expr.MacroRef macro) {
    spans.add(macro.span());
    return spans;
  }

  @Override
  public List<Span> visitUnaryCheck(Expr.UnaryCheck check) {
    spans.add(check.span());
    return check.left().accept(this);
  }

  @Override
  public List<Span> visitBinaryCheck(Expr.BinaryCheck check) {
    spans.add(check.span());
    check.left().accept(this);
    return check.right().accept(this);
  }

  @Override
  public List<Span> visitFieldRef(Operand.FieldRef field) {
    spans.add(field.span());
    return spans;
  }

  @Override
  public List<Span> visitTransformerCall(Operand.TransformerCall call) {
    spans.add(call.span());
    call.arguments().forEach(argument -> argument.accept(this));
    return spans;
  }

  @Override
  public List<Span> visitTransformerList(Operand.TransformerList list) {
    spans.add(list.span());
    list.operands().forEach(operand -> operand.accept(this));
    return spans;
  }

  @Override
  public List<Span> visitValueLiteral(Operand.ValueLiteral value) {
    spans.add(value.span());
    return spans;
  }

  @Override
  public List<Span> visitListLiteral(Operand.ListLiteral list) {
    spans.add(list.span());
    list.values().forEach(value -> value.accept(this));
    return spans;
  }
}
