// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code in}: every value is one of those given. */
final class InOperator extends Operator {

  InOperator() {
    super(
        List.of("in"),
        RightSide.LIST,
        EnumSet.allOf(TypeFamily.class),
        "Every value is one of those given.");
  }

  @Override
  public boolean supportsLists() {
    return true;
  }

  @Override
  public ListMeaning listMeaning() {
    return ListMeaning.EVERY;
  }

  @Override
  public boolean acceptsAbsent() {
    return true;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    return Equality.oneOf(shape, symbol() + " " + LiteralText.list(literals), literals);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.of(Equality.pair(shape.type()));
  }
}
