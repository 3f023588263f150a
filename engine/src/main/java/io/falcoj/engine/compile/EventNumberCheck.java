// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import java.util.List;

/**
 * Tells which checks of {@code evt.num} are decided before any event is seen: events count from 1,
 * and rules say {@code evt.num = 0} where they mean "never".
 */
final class EventNumberCheck {

  private static final String FIELD = "evt.num";

  /** What a check is for every event. */
  enum Verdict {
    NEVER,
    ALWAYS,
    DEPENDS
  }

  private EventNumberCheck() {}

  static Verdict of(Expr.BinaryCheck check) {
    boolean isNumber =
        check.left() instanceof Operand.FieldRef field
            && field.name().equals(FIELD)
            && field.argument() == null;
    if (!isNumber || check.modifier() != null) {
      return Verdict.DEPENDS;
    }
    if (check.right() instanceof Operand.ListLiteral list && check.operator().equals("in")) {
      return areZero(list.values()) ? Verdict.NEVER : Verdict.DEPENDS;
    }
    if (!(check.right() instanceof Operand.ValueLiteral)) {
      return Verdict.DEPENDS;
    }
    String value = ((Operand.ValueLiteral) check.right()).value();
    boolean zero = value.equals("0");
    boolean atMostOne = zero || value.equals("1");
    return switch (check.operator()) {
      case "=", "==", "<=" -> zero ? Verdict.NEVER : Verdict.DEPENDS;
      case "<" -> atMostOne ? Verdict.NEVER : Verdict.DEPENDS;
      case "!=", ">" -> zero ? Verdict.ALWAYS : Verdict.DEPENDS;
      case ">=" -> atMostOne ? Verdict.ALWAYS : Verdict.DEPENDS;
      default -> Verdict.DEPENDS;
    };
  }

  private static boolean areZero(List<Operand.ValueLiteral> values) {
    for (Operand.ValueLiteral value : values) {
      if (!value.value().equals("0")) {
        return false;
      }
    }
    return !values.isEmpty();
  }
}
