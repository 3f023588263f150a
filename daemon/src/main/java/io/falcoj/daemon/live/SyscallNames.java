// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.live;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.compile.ConditionRange;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the system calls by name for which a condition can be true, from its checks of {@code
 * evt.type} and its like: all others might be true or false for any. Many system calls have no type
 * of their own, so that only names tell which of them a rule wants.
 */
final class SyscallNames extends ConditionRange<Set<String>> {

  private static final Set<String> TYPE_FIELDS = Set.of("evt.type", "syscall.type");
  private static final Set<String> ALL = Set.copyOf(EventTable.standard().syscalls());

  private SyscallNames() {}

  /** The system calls for which {@code condition} can be true. */
  static Set<String> of(Expr condition) {
    return condition.accept(new SyscallNames());
  }

  @Override
  protected Set<String> unaryCheck(Expr.UnaryCheck check, boolean negated) {
    return ALL;
  }

  @Override
  protected Set<String> binaryCheck(Expr.BinaryCheck check, boolean negated) {
    boolean asksType =
        check.left() instanceof Operand.FieldRef field && TYPE_FIELDS.contains(field.name());
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

  @Override
  protected Set<String> all() {
    return ALL;
  }

  @Override
  protected Set<String> intersection(Set<String> left, Set<String> right) {
    Set<String> names = new HashSet<>(left);
    names.retainAll(right);
    return names;
  }

  @Override
  protected Set<String> union(Set<String> left, Set<String> right) {
    Set<String> names = new HashSet<>(left);
    names.addAll(right);
    return names;
  }
}
