// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import java.util.ArrayList;
import java.util.List;

/** Turns the condition of one rule into a node of the plan. */
final class ConditionCompiler implements ExprVisitor<PlanNode> {

  /** Far above what rules hold; a deeper tree might overflow the stack of an evaluating thread. */
  private static final int MAX_DEPTH = 1000;

  private final Plan plan;
  private final CheckCompiler checks;
  private int depth;

  ConditionCompiler(Plan plan, CheckCompiler checks) {
    this.plan = plan;
    this.checks = checks;
  }

  @Override
  public PlanNode visitAnd(Expr.And and) {
    return plan.junction(true, compileAll(and.operands()));
  }

  @Override
  public PlanNode visitOr(Expr.Or or) {
    return plan.junction(false, compileAll(or.operands()));
  }

  @Override
  public PlanNode visitNot(Expr.Not not) {
    return plan.not(compile(not.operand()));
  }

  @Override
  public PlanNode visitMacroRef(Expr.MacroRef macro) {
    throw CompileFailure.invalid(
        "filter error: unexpected identifier '" + macro.name() + "'", macro.span());
  }

  @Override
  public PlanNode visitUnaryCheck(Expr.UnaryCheck check) {
    return checks.compile(check, plan);
  }

  @Override
  public PlanNode visitBinaryCheck(Expr.BinaryCheck check) {
    return checks.compile(check, plan);
  }

  private List<PlanNode> compileAll(List<Expr> operands) {
    List<PlanNode> nodes = new ArrayList<>(operands.size());
    for (Expr operand : operands) {
      nodes.add(compile(operand));
    }
    return nodes;
  }

  private PlanNode compile(Expr expr) {
    if (depth == MAX_DEPTH) {
      throw CompileFailure.invalid(
          "condition nests more than " + MAX_DEPTH + " levels deep", expr.span());
    }
    depth++;
    PlanNode node = expr.accept(this);
    depth--;
    return node;
  }
}
