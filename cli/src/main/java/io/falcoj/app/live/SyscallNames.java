// SPDX-License-Identifier: Apache-2.0
package io.falcoj.app.live;

import io.falcoj.engine.EventTable;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.ExprVisitor;
import io.falcoj.grammar.Operand;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the system calls by name for which a condition can be true, from its checks of {@code
 * evt.type}: all others might be true or false for any. Many system calls have no type of their
 * own, so that only names tell which of them a rule wants. Negation is pushed down to the checks.
 */
final class SyscallNames implements ExprVisitor<Set<String>> {

  private static final String TYPE_FIELD = "evt.type";
  private static final Set<String> ALL = Set.copyOf(EventTable.standard().syscalls());

  private boolean negated;

  private SyscallNames() {}

  /** The system calls for which {@code condition} can be true. */
  static Set<String> of(Expr condition) {
    return condition.accept(new SyscallNames());
  }

  @Override
  public Set<String> visitAnd(Expr.And and) {
    return negated ? union(and.operands()) : intersection(and.operands());
  }

  @Override
  public Set<String> visitOr(Expr.Or or) {
    return negated ? intersection(or.operands()) : union(or.operands());
  }

  @Override
  public Set<String> visitNot(Expr.Not not) {
    negated = !negated;
    Set<String> names = not.operand().accept(this);
    negated = !negated;
    return names;
  }

  @Override
  public Set<String> visitMacroRef(Expr.MacroRef macro) {
    return ALL;
  }

  @Override
  public Set<String> visitUnaryCheck(Expr.UnaryCheck check) {
    return ALL;
  }

  @Override
  public Set<String> visitBinaryCheck(Expr.BinaryCheck check) {
    boolean asksType =
        check.left() instanceof Operand.FieldRef field && field.name().equals(TYPE_FIELD);
    if (!asksType || check.modifier() != null) {
      return ALL;
    }
    return switch (check.operator()) {
      case "=", "==", "in" -> named(check.right(), negated);
      case "!=" -> named(check.right(), !negated);
      default -> ALL;
    };
  }

  private static Set<String> named(Operand right, boolean others) {
    Set<String> named = new TreeSet<>();
    if (right instanceof Operand.ValueLiteral value) {
      named.add(value.value());
    } else if (right instanceof Operand.ListLiteral list) {
      list.values().forEach(value -> named.add(value.value()));
    } else {
      return ALL;
    }
    Set<String> names = new HashSet<>(ALL);
    if (others) {
      names.removeAll(named);
    } else {
      names.retainAll(named);
    }
    return names;
  }

  private Set<String> intersection(List<Expr> operands) {
    Set<String> names = new HashSet<>(ALL);
    operands.forEach(operand -> names.retainAll(operand.accept(this)));
    return names;
  }

  private Set<String> union(List<Expr> operands) {
    Set<String> names = new HashSet<>();
    operands.forEach(operand -> names.addAll(operand.accept(this)));
    return names;
  }
}
