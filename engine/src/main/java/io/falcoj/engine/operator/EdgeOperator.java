// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

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

/** {@code startswith}, {@code bstartswith} and {@code endswith}. */
final class EdgeOperator extends Operator {

  private final boolean atEnd;
  private final boolean hex;

  private EdgeOperator(
      String symbol, boolean atEnd, boolean hex, EnumSet<TypeFamily> families, String description) {
    super(List.of(symbol), RightSide.VALUE, families, description);
    this.atEnd = atEnd;
    this.hex = hex;
  }

  /** {@code startswith}. */
  static Operator startsWith() {
    return new EdgeOperator(
        "startswith",
        false,
        false,
        EnumSet.of(TypeFamily.STRING, TypeFamily.BUFFER),
        "The value starts with the text given.");
  }

  /** {@code bstartswith}. */
  static Operator startsWithHex() {
    return new EdgeOperator(
        "bstartswith",
        false,
        true,
        EnumSet.of(TypeFamily.BUFFER),
        "The value starts with the bytes given as hexadecimal digits.");
  }

  /** {@code endswith}. */
  static Operator endsWith() {
    return new EdgeOperator(
        "endswith",
        true,
        false,
        EnumSet.of(TypeFamily.STRING, TypeFamily.BUFFER),
        "The value ends with the text given.");
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String literal = literals.get(0);
    byte[] expected =
        hex ? LiteralParser.parseHex(literal) : LiteralParser.parseText(shape, literal);
    return atEnd
        ? new EndsWith(textOf(literal), expected)
        : new StartsWith(textOf(literal), expected);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    boolean end = atEnd;
    return Optional.of(
        (left, i, right, j) -> {
          int length = right.lengthAt(j);
          int surplus = left.lengthAt(i) - length;
          int start = left.offsetAt(i) + (end ? surplus : 0);
          return surplus >= 0
              && Arrays.equals(
                  left.arrayAt(i),
                  start,
                  start + length,
                  right.arrayAt(j),
                  right.offsetAt(j),
                  right.offsetAt(j) + length);
        });
  }

  private static final class StartsWith extends NamedTest {
    private final byte[] expected;

    StartsWith(String text, byte[] expected) {
      super(text, PredicateCost.COMPARE);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      int start = values.offsetAt(index);
      return values.lengthAt(index) >= expected.length
          && Arrays.equals(
              values.arrayAt(index), start, start + expected.length, expected, 0, expected.length);
    }
  }

  private static final class EndsWith extends NamedTest {
    private final byte[] expected;

    EndsWith(String text, byte[] expected) {
      super(text, PredicateCost.COMPARE);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      int end = values.offsetAt(index) + values.lengthAt(index);
      return values.lengthAt(index) >= expected.length
          && Arrays.equals(
              values.arrayAt(index), end - expected.length, end, expected, 0, expected.length);
    }
  }
}
