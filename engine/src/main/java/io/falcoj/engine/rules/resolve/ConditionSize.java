// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import java.util.List;
import java.util.function.Function;

/**
 * How large a condition is once its macros are put in. A few macros that name each other can stand
 * for a tree of any size, so it is measured before it is made.
 *
 * @param nodes how many nodes it has; more than an int holds counts as the largest int
 * @param depth how many nodes are on the longest way from its root to a check
 */
record ConditionSize(int nodes, int depth) {

  private static final ConditionSize CHECK = new ConditionSize(1, 1);

  /**
   * @param macros the size of a macro by its name
   */
  static ConditionSize of(Expr condition, Function<String, ConditionSize> macros) {
    return condition.accept(new Measure(macros));
  }

  /** The size of a node with operands of these sizes. */
  private static ConditionSize above(List<ConditionSize> operands) {
    long nodes = 1;
    int depth = 0;
    for (ConditionSize operand : operands) {
      nodes += operand.nodes;
      depth = Math.max(depth, operand.depth);
    }
    return new ConditionSize((int) Math.min(nodes, Integer.MAX_VALUE), depth + 1);
  }

  private record Measure(Function<String, ConditionSize> macros)
      implements ExprVisitor<ConditionSize> {

    @Override
    public ConditionSize visitAnd(Expr.And and) {
      return above(and.operands().stream().map(operand -> operand.accept(this)).toList());
    }

    @Override
    public ConditionSize visitOr(Expr.Or or) {
      return above(or.operands().stream().map(operand -> operand.accept(this)).toList());
    }

    @Override
    public ConditionSize visitNot(Expr.Not not) {
      return above(List.of(not.operand().accept(this)));
    }

    @Override
    public ConditionSize visitMacroRef(Expr.MacroRef macro) {
      return macros.apply(macro.name());
    }

    @Override
    public ConditionSize visitUnaryCheck(Expr.UnaryCheck check) {
      return CHECK;
    }

    @Override
    public ConditionSize visitBinaryCheck(Expr.BinaryCheck check) {
      return CHECK;
    }
  }
}
