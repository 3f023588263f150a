// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code <}, {@code <=}, {@code >} and {@code >=}: numbers by value, texts by bytes. Text of a JSON
 * document is compared by value where both sides are whole numbers.
 */
final class OrderOperator extends Operator {

  /** Which outcomes of a comparison pass. */
  enum Direction {
    LESS("<", "is less than"),
    LESS_OR_EQUAL("<=", "is less than or equal to"),
    GREATER(">", "is greater than"),
    GREATER_OR_EQUAL(">=", "is greater than or equal to");

    private final String symbol;
    private final String words;

    Direction(String symbol, String words) {
      this.symbol = symbol;
      this.words = words;
    }

    /** Whether a comparison with the sign of {@code order} passes. */
    boolean accepts(int order) {
      switch (this) {
        case LESS:
          return order < 0;
        case LESS_OR_EQUAL:
          return order <= 0;
        case GREATER:
          return order > 0;
        case GREATER_OR_EQUAL:
          return order >= 0;
      }
      throw new AssertionError(this);
    }
  }

  private final Direction direction;

  OrderOperator(Direction direction) {
    super(
        List.of(direction.symbol),
        RightSide.NUMBER,
        EnumSet.of(TypeFamily.NUMERIC, TypeFamily.STRING),
        "The value " + direction.words + " the one given.");
    this.direction = direction;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String literal = literals.get(0);
    Values expected = new Values();
    switch (shape.type().storage()) {
      case TEXT:
        expected.addText(LiteralParser.parseText(shape, literal));
        break;
      case LONG:
      case UNSIGNED:
        expected.addLong(LiteralParser.parseNumber(shape.type(), literal));
        break;
      case DOUBLE:
        expected.addDouble(LiteralParser.parseDouble(literal));
        break;
      case ADDRESS:
        throw new IllegalArgumentException("addresses have no order");
    }
    return new ComparedWithConstant(textOf(literal), pair(shape), expected);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.of(pair(shape));
  }

  private PairTest pair(ValueShape shape) {
    Direction wanted = direction;
    FieldType type = shape.type();
    switch (type.storage()) {
      case TEXT:
        return shape.isJsonText()
            ? (left, i, right, j) -> wanted.accepts(compareJson(left, i, right, j))
            : (left, i, right, j) -> wanted.accepts(compareText(left, i, right, j));
      case LONG:
        return (left, i, right, j) -> wanted.accepts(Long.compare(left.longAt(i), right.longAt(j)));
      case UNSIGNED:
        return (left, i, right, j) ->
            wanted.accepts(Long.compareUnsigned(left.longAt(i), right.longAt(j)));
      case DOUBLE:
        return (left, i, right, j) -> compareDoubles(wanted, left.doubleAt(i), right.doubleAt(j));
      case ADDRESS:
        break;
    }
    throw new IllegalArgumentException("addresses have no order");
  }

  /** As IEEE 754 has it: nothing is less or greater than a value that is not a number. */
  private static boolean compareDoubles(Direction wanted, double left, double right) {
    return left < right
        ? wanted.accepts(-1)
        : left > right ? wanted.accepts(1) : left == right && wanted.accepts(0);
  }

  private static int compareText(Values left, int i, Values right, int j) {
    return Arrays.compareUnsigned(
        left.arrayAt(i),
        left.offsetAt(i),
        left.offsetAt(i) + left.lengthAt(i),
        right.arrayAt(j),
        right.offsetAt(j),
        right.offsetAt(j) + right.lengthAt(j));
  }

  private static int compareJson(Values left, int i, Values right, int j) {
    boolean numbers =
        WholeNumber.is(left.arrayAt(i), left.offsetAt(i), left.lengthAt(i))
            && WholeNumber.is(right.arrayAt(j), right.offsetAt(j), right.lengthAt(j));
    return numbers
        ? WholeNumber.compare(
            left.arrayAt(i),
            left.offsetAt(i),
            left.lengthAt(i),
            right.arrayAt(j),
            right.offsetAt(j),
            right.lengthAt(j))
        : compareText(left, i, right, j);
  }

  private static final class ComparedWithConstant extends NamedTest {
    private final PairTest comparison;
    private final Values expected;

    /**
     * @param expected holds one value, is never changed
     */
    ComparedWithConstant(String text, PairTest comparison, Values expected) {
      super(text, PredicateCost.COMPARE);
      this.comparison = comparison;
      this.expected = expected;
    }

    @Override
    public double likelihood() {
      return 0.5;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return comparison.test(values, index, expected, 0);
    }
  }
}
