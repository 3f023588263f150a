// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.SourcedText;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text that a place in a resolved condition is a place of: the condition's own, or that
 * of a macro in it. Where two texts have a part at the same place, the first is taken.
 */
final class ConditionLocator implements ExprVisitor<Boolean>, OperandVisitor<Boolean> {

  private final Span place;
  private final ConditionResolver resolver;
  private final Set<String> seen = new HashSet<>();
  private @Nullable SourcedText inMacro;

  ConditionLocator(Span place, ConditionResolver resolver) {
    this.place = place;
    this.resolver = resolver;
  }

  /** The text of the part; the condition's own if there is none at the place. */
  SourcedText find(ResolvedCondition condition) {
    condition.parsed().accept(this);
    return inMacro == null ? condition.text() : inMacro;
  }

  @Override
  public Boolean visitAnd(Expr.And and) {
    return isAt(and.span()) || anyExpr(and.operands());
  }

  @Override
  public Boolean visitOr(Expr.Or or) {
    return isAt(or.span()) || anyExpr(or.operands());
  }

  @Override
  public Boolean visitNot(Expr.Not not) {
    return isAt(not.span()) || not.operand().accept(this);
  }

  @Override
  public Boolean visitMacroRef(Expr.MacroRef macro) {
    Optional<ResolvedCondition> resolved = resolver.macro(macro.name());
    if (resolved.isEmpty() || !seen.add(macro.name())) {
      return false;
    }
    boolean found = resolved.get().parsed().accept(this);
    if (found && inMacro == null) {
      inMacro = resolved.get().text();
    }
    return found;
  }

  @Override
  public Boolean visitUnaryCheck(Expr.UnaryCheck check) {
    return isAt(check.span()) || check.left().accept(this);
  }

  @Override
  public Boolean visitBinaryCheck(Expr.BinaryCheck check) {
    return isAt(check.span()) || check.left().accept(this) || check.right().accept(this);
  }

  @Override
  public Boolean visitFieldRef(Operand.FieldRef field) {
    return isAt(field.span());
  }

  @Override
  public Boolean visitTransformerCall(Operand.TransformerCall call) {
    return isAt(call.span()) || anyOperand(call.arguments());
  }

  @Override
  public Boolean visitTransformerList(Operand.TransformerList list) {
    return isAt(list.span()) || anyOperand(list.operands());
  }

  @Override
  public Boolean visitValueLiteral(Operand.ValueLiteral value) {
    return isAt(value.span());
  }

  @Override
  public Boolean visitListLiteral(Operand.ListLiteral list) {
    return isAt(list.span()) || anyOperand(list.values());
  }

  private boolean isAt(Span span) {
    return span.equals(place);
  }

  private boolean anyExpr(List<Expr> operands) {
    for (Expr operand : operands) {
      if (operand.accept(this)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyOperand(List<? extends Operand> operands) {
    for (Operand operand : operands) {
      if (operand.accept(this)) {
        return true;
      }
    }
    return false;
  }
}
