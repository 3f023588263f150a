// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.Operand;
import io.falcoj.grammar.OperandVisitor;
import io.falcoj.grammar.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values on the right-hand side of a check, if there are values rather than a field. */
final class RightHandValues implements OperandVisitor<Optional<List<Operand.ValueLiteral>>> {

  private static final RightHandValues FINDER = new RightHandValues();

  private RightHandValues() {}

  /** The values; null if the right-hand side is a field. */
  static @Nullable List<Operand.ValueLiteral> of(Operand right) {
    return right.accept(FINDER).orElse(null);
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
  public Optional<List<Operand.ValueLiteral>> visitValueLiteral(Operand.ValueLiteral value) {
    return Optional.of(List.of(value));
  }

  @Override
  public Optional<List<Operand.ValueLiteral>> visitListLiteral(Operand.ListLiteral list) {
    return Optional.of(list.values());
  }

  @Override
  public Optional<List<Operand.ValueLiteral>> visitFieldRef(Operand.FieldRef field) {
    return Optional.empty();
  }

  @Override
  public Optional<List<Operand.ValueLiteral>> visitTransformerCall(Operand.TransformerCall call) {
    return Optional.empty();
  }

  @Override
  public Optional<List<Operand.ValueLiteral>> visitTransformerList(Operand.TransformerList list) {
    return Optional.empty();
  }
}
