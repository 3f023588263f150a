// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code exists}: the event has the field. Asks nothing of its values. */
final class ExistsOperator extends Operator {

  ExistsOperator() {
    super(
        List.of("exists"),
        RightSide.NONE,
        EnumSet.allOf(TypeFamily.class),
        "There is at least one value.");
  }

  @Override
  public boolean supportsLists() {
    return true;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states) {
    throw new UnsupportedOperationException("exists has no right-hand side");
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.empty();
  }
}
