// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values on the right-hand side of a check, if there are values rather than a field. */
final class RightHandValues implements OperandVisitor<@Nullable List<Operand.ValueLiteral>> {

  private static final RightHandValues FINDER = new RightHandValues();

  private RightHandValues() {}

  /** The values; null if the right-hand side is a field. */
  static @Nullable List<Operand.ValueLiteral> of(Operand right) {
    return right.accept(FINDER);
  }

  /** Place of the value with this text; of the whole right-hand side if there is none. */
  static Span spanOf(String literal, List<Operand.ValueLiteral> values, Operand right) {
    for (Operand.ValueLiteral value : values) {
      if (value.value().equals(literal)) {
        return value.span();
      }
    }
    return right.span();
  }

  @Override
  public List<Operand.ValueLiteral> visitValueLiteral(Operand.ValueLiteral value) {
    return List.of(value);
  }

  @Override
  public List<Operand.ValueLiteral> visitListLiteral(Operand.ListLiteral list) {
    return list.values();
  }

  @Override
  public @Nullable List<Operand.ValueLiteral> visitFieldRef(Operand.FieldRef field) {
    return null;
  }

  @Override
  public @Nullable List<Operand.ValueLiteral> visitTransformerCall(Operand.TransformerCall call) {
    return null;
  }

  @Override
  public @Nullable List<Operand.ValueLiteral> visitTransformerList(Operand.TransformerList list) {
    return null;
  }
}
