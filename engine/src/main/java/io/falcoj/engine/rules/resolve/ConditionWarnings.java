// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a condition for what is valid but better avoided: deprecated fields, and comparisons of
 * Kubernetes audit and JSON fields with {@code <NA>}. Follows falco 0.44 {@code
 * filter_warning_resolver}.
 */
public final class ConditionWarnings implements ExprVisitor<ConditionWarnings> {

  private static final String ABSENT = "<NA>";
  private static final Set<String> EQUALITY_OPERATORS =
      Set.of("=", "==", "!=", "in", "intersects", "pmatch");

  private final Map<DeprecatedField, Span> deprecatedFields = new EnumMap<>(DeprecatedField.class);
  private @Nullable Span comparisonWithAbsent;

  private ConditionWarnings() {}

  /** What is in a condition. */
  public static ConditionWarnings of(Expr condition) {
    return condition.accept(new ConditionWarnings());
  }

  /** Whether there is nothing to warn about. */
  public boolean isEmpty() {
    return deprecatedFields.isEmpty() && comparisonWithAbsent == null;
  }

  /** The deprecated fields that the condition reads, each with its first place. */
  Map<DeprecatedField, Span> deprecatedFields() {
    return deprecatedFields;
  }

  /**
   * Where it first compares a Kubernetes audit or JSON field with {@code <NA>}; null if nowhere.
   */
  @Nullable Span comparisonWithAbsent() {
    return comparisonWithAbsent;
  }

  @Override
  public ConditionWarnings visitAnd(Expr.And and) {
    and.operands().forEach(operand -> operand.accept(this));
    return this;
  }

  @Override
  public ConditionWarnings visitOr(Expr.Or or) {
    or.operands().forEach(operand -> operand.accept(this));
    return this;
  }

  @Override
  public ConditionWarnings visitNot(Expr.Not not) {
    return not.operand().accept(this);
  }

  @Override
  public ConditionWarnings visitMacroRef(Expr.MacroRef macro) {
    return this;
  }

  @Override
  public ConditionWarnings visitUnaryCheck(Expr.UnaryCheck check) {
    check.left().accept(new OperandWarnings());
    return this;
  }

  @Override
  public ConditionWarnings visitBinaryCheck(Expr.BinaryCheck check) {
    OperandWarnings left = new OperandWarnings();
    check.left().accept(left);
    OperandWarnings right = new OperandWarnings();
    check.right().accept(right);
    if (comparisonWithAbsent == null
        && left.readsJson
        && right.namesAbsent
        && check.modifier() == null
        && EQUALITY_OPERATORS.contains(check.operator())) {
      comparisonWithAbsent = check.span();
    }
    return this;
  }

  /** What is in one side of a check. */
  private final class OperandWarnings implements OperandVisitor<OperandWarnings> {

    private boolean readsJson;
    private boolean namesAbsent;

    @Override
    public OperandWarnings visitFieldRef(Operand.FieldRef field) {
      readsJson |= field.name().startsWith("ka.") || field.name().startsWith("jevt.");
      DeprecatedField.find(field.name())
          .ifPresent(deprecated -> deprecatedFields.putIfAbsent(deprecated, field.span()));
      return this;
    }

    @Override
    public OperandWarnings visitTransformerCall(Operand.TransformerCall call) {
      return visitAll(call.arguments());
    }

    @Override
    public OperandWarnings visitTransformerList(Operand.TransformerList list) {
      return visitAll(list.operands());
    }

    @Override
    public OperandWarnings visitValueLiteral(Operand.ValueLiteral value) {
      namesAbsent |= value.value().equals(ABSENT);
      return this;
    }

    @Override
    public OperandWarnings visitListLiteral(Operand.ListLiteral list) {
      return visitAll(list.values());
    }

    private OperandWarnings visitAll(List<? extends Operand> operands) {
      operands.forEach(operand -> operand.accept(this));
      return this;
    }
  }
}
