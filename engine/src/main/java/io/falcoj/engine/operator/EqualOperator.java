// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code =}, also written {@code ==}. */
final class EqualOperator extends Operator {

  EqualOperator() {
    super(
        List.of("==", "="),
        RightSide.VALUE,
        EnumSet.allOf(TypeFamily.class),
        "The value equals the one given. An address equals a network that contains it.");
  }

  @Override
  public ListMeaning listMeaning() {
    return ListMeaning.SET_EQUALS;
  }

  @Override
  public boolean acceptsAbsent() {
    return true;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    return Equality.oneOf(shape, textOf(literals.get(0)), literals);
  }

  @Override
  public ValueTest test(
      ValueShape shape, Modifier modifier, List<String> literals, StateAllocator states)
      throws LiteralException {
    return modifier == Modifier.ANYOF
        ? Equality.oneOf(shape, textOf(modifier, literals), literals)
        : super.test(shape, modifier, literals, states);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.of(Equality.pair(shape.type()));
  }
}
