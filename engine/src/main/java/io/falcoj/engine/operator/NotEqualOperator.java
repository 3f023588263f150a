// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code !=}: there is a value, and it differs. */
final class NotEqualOperator extends Operator {

  NotEqualOperator() {
    super(
        List.of("!="),
        RightSide.VALUE,
        EnumSet.allOf(TypeFamily.class),
        "There is a value, and it differs from the one given.");
  }

  @Override
  public ListMeaning listMeaning() {
    return ListMeaning.SET_DIFFERS;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String text = textOf(literals.get(0));
    return new NegatedTest(text, Equality.oneOf(shape, text, literals));
  }

  @Override
  public ValueTest test(
      ValueShape shape, Modifier modifier, List<String> literals, StateAllocator states)
      throws LiteralException {
    if (modifier == Modifier.ALLOF && !literals.isEmpty()) {
      String text = textOf(modifier, literals);
      return new NegatedTest(text, Equality.oneOf(shape, text, literals));
    }
    return super.test(shape, modifier, literals, states);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    PairTest equal = Equality.pair(shape.type());
    return Optional.of((left, i, right, j) -> !equal.test(left, i, right, j));
  }
}
