// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Walks a condition for one event. A macro that is named several times is walked once where it is
 * asked and once where it is not: conditions in which macros name macros would else grow with every
 * level.
 */
final class ConditionTracing {

  private final Map<Expr, TracedCheck> checks;
  private final EvalContext context;
  private final Map<MacroKey, Trace> macros = new HashMap<>();

  private record MacroKey(String name, boolean asked) {}

  /**
   * @param context at the event
   */
  ConditionTracing(Map<Expr, TracedCheck> checks, EvalContext context) {
    this.checks = checks;
    this.context = context;
  }

  /**
   * @param asked whether evaluation gets to the condition
   */
  Trace trace(WrittenCondition written, boolean asked) {
    return new Part(written, asked).of(written.condition());
  }

  /** Walks the parts of one condition. */
  private final class Part implements ExprVisitor<Trace> {

    private final WrittenCondition written;
    private boolean asked;

    Part(WrittenCondition written, boolean asked) {
      this.written = written;
      this.asked = asked;
    }

    Trace of(Expr expr) {
      return expr.accept(this);
    }

    @Override
    public Trace visitAnd(Expr.And and) {
      boolean topmost = and == written.condition();
      List<String> names = topmost ? written.exceptions() : List.of();
      return junction(true, and.operands(), names, and.span());
    }

    @Override
    public Trace visitOr(Expr.Or or) {
      return junction(false, or.operands(), List.of(), or.span());
    }

    /**
     * @param exceptions names of the last operands
     */
    private Trace junction(boolean all, List<Expr> operands, List<String> exceptions, Span span) {
      boolean askedAtAll = asked;
      boolean decided = false;
      int firstException = operands.size() - exceptions.size();
      List<Trace> parts = new ArrayList<>(operands.size());
      for (int i = 0; i < operands.size(); i++) {
        asked = askedAtAll && !decided;
        Trace part = of(operands.get(i));
        if (i >= firstException) {
          part = new Trace.RuleException(exceptions.get(i - firstException), part, part.place());
        }
        decided |= part.holds() != all;
        parts.add(part);
      }
      asked = askedAtAll;
      return new Trace.Junction(all, parts, span, decided != all, asked);
    }

    @Override
    public Trace visitNot(Expr.Not not) {
      return new Trace.Negation(of(not.operand()), not.span());
    }

    @Override
    public Trace visitMacroRef(Expr.MacroRef macro) {
      MacroKey key = new MacroKey(macro.name(), asked);
      Trace condition = macros.get(key);
      if (condition == null) {
        WrittenCondition named = written.macros().get(macro.name());
        if (named == null) {
          throw new IllegalStateException("no macro " + macro.name());
        }
        condition = trace(named, asked);
        macros.put(key, condition);
      }
      return new Trace.Macro(macro.name(), condition, macro.span());
    }

    @Override
    public Trace visitUnaryCheck(Expr.UnaryCheck check) {
      return check(check);
    }

    @Override
    public Trace visitBinaryCheck(Expr.BinaryCheck check) {
      return check(check);
    }

    private Trace check(Expr check) {
      return Objects.requireNonNull(checks.get(check)).trace(context, asked);
    }
  }
}
