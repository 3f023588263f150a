// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code in} and {@code intersects}: they differ in how many values must be among those given. */
final class MembershipOperator extends Operator {

  private final ListMeaning listMeaning;

  private MembershipOperator(String symbol, ListMeaning listMeaning, String description) {
    super(List.of(symbol), RightSide.LIST, EnumSet.allOf(TypeFamily.class), description);
    this.listMeaning = listMeaning;
  }

  /** {@code in}. */
  static Operator in() {
    return new MembershipOperator("in", ListMeaning.EVERY, "Every value is one of those given.");
  }

  /** {@code intersects}. */
  static Operator intersects() {
    return new MembershipOperator(
        "intersects", ListMeaning.ANY, "Some value is one of those given.");
  }

  @Override
  public boolean supportsLists() {
    return true;
  }

  @Override
  public ListMeaning listMeaning() {
    return listMeaning;
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
