// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.FieldType;
import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it means for a value to be equal to one of those that a condition names, by type: {@code =},
 * {@code !=}, {@code in} and {@code intersects} all ask this.
 */
final class Equality {

  /** Up to so many texts are compared one by one; above, hashing the value is quicker. */
  private static final int MAX_COMPARED = 4;

  private Equality() {}

  /**
   * A test that a value passes if it equals one of {@code literals}.
   *
   * @param text how the test prints
   * @throws LiteralException if one of them is not of the type
   */
  static ValueTest oneOf(ValueShape shape, String text, List<String> literals)
      throws LiteralException {
    switch (shape.type().storage()) {
      case TEXT:
        return ofTexts(shape, text, literals);
      case LONG:
      case UNSIGNED:
        return ofNumbers(shape.type(), text, literals);
      case DOUBLE:
        return ofDoubles(text, literals);
      case ADDRESS:
        return isNetwork(shape.type()) ? ofNetworks(text, literals) : ofAddresses(text, literals);
    }
    throw new AssertionError(shape);
  }

  /** A test of two values of the same type for being equal. */
  static PairTest pair(FieldType type) {
    switch (type.storage()) {
      case TEXT:
        return (left, i, right, j) ->
            Arrays.equals(
                left.arrayAt(i),
                left.offsetAt(i),
                left.offsetAt(i) + left.lengthAt(i),
                right.arrayAt(j),
                right.offsetAt(j),
                right.offsetAt(j) + right.lengthAt(j));
      case LONG:
      case UNSIGNED:
        return (left, i, right, j) -> left.longAt(i) == right.longAt(j);
      case DOUBLE:
        return (left, i, right, j) -> left.doubleAt(i) == right.doubleAt(j);
      case ADDRESS:
        return (left, i, right, j) ->
            left.lengthAt(i) == right.lengthAt(j)
                && left.longAt(i) == right.longAt(j)
                && left.highAt(i) == right.highAt(j);
    }
    throw new AssertionError(type);
  }

  /** Whether literals of {@code type} are networks, in which an address is looked for. */
  static boolean isNetwork(FieldType type) {
    return type == FieldType.IPNET || type == FieldType.IPV4NET || type == FieldType.IPV6NET;
  }

  private static ValueTest ofTexts(ValueShape shape, String text, List<String> literals)
      throws LiteralException {
    List<byte[]> texts = new ArrayList<>(literals.size());
    for (String literal : literals) {
      texts.add(LiteralParser.parseText(shape, literal));
    }
    WholeRanges ranges = shape.isJsonText() ? WholeRanges.of(literals) : WholeRanges.NONE;
    ValueTest test =
        texts.size() == 1
            ? new TextEquals(text, texts.get(0))
            : texts.size() <= MAX_COMPARED
                ? new TextIsOneOfFew(text, texts.toArray(new byte[0][]))
                : new TextIsInSet(text, new TextSet(texts));
    return ranges.isEmpty() ? test : new TextOrNumberInRange(test, ranges);
  }

  private static ValueTest ofNumbers(FieldType type, String text, List<String> literals)
      throws LiteralException {
    long[] numbers = new long[literals.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = LiteralParser.parseNumber(type, literals.get(i));
    }
    return numbers.length == 1
        ? new NumberEquals(text, numbers[0])
        : new NumberIsInSet(text, new NumberSet(numbers));
  }

  private static ValueTest ofDoubles(String text, List<String> literals) throws LiteralException {
    double[] numbers = new double[literals.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = LiteralParser.parseDouble(literals.get(i));
    }
    return new DoubleIsOneOf(text, numbers);
  }

  private static ValueTest ofAddresses(String text, List<String> literals) throws LiteralException {
    List<Address> addresses = new ArrayList<>(literals.size());
    for (String literal : literals) {
      addresses.add(Address.parse(literal));
    }
    return new AddressIsInSet(text, new AddressSet(addresses));
  }

  private static ValueTest ofNetworks(String text, List<String> literals) throws LiteralException {
    List<Network> networks = new ArrayList<>(literals.size());
    for (String literal : literals) {
      networks.add(Network.parse(literal));
    }
    return new AddressIsInNetwork(text, new NetworkSet(networks));
  }

  private static final class TextEquals extends NamedTest {
    private final byte[] expected;

    TextEquals(String text, byte[] expected) {
      super(text, PredicateCost.COMPARE);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      int length = values.lengthAt(index);
      if (length != expected.length) {
        return false;
      }
      int offset = values.offsetAt(index);
      return Arrays.equals(expected, 0, length, values.arrayAt(index), offset, offset + length);
    }
  }

  private static final class TextIsOneOfFew extends NamedTest {
    private final byte[][] expected;

    TextIsOneOfFew(String text, byte[][] expected) {
      super(text, PredicateCost.COMPARE + expected.length);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      byte[] array = values.arrayAt(index);
      int offset = values.offsetAt(index);
      int length = values.lengthAt(index);
      for (byte[] one : expected) {
        if (one.length == length && Arrays.equals(one, 0, length, array, offset, offset + length)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class TextIsInSet extends NamedTest {
    private final TextSet expected;

    TextIsInSet(String text, TextSet expected) {
      super(text, PredicateCost.LOOK_UP);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return expected.contains(
          values.arrayAt(index), values.offsetAt(index), values.lengthAt(index));
    }
  }

  private static final class TextOrNumberInRange extends NamedTest {
    private final ValueTest texts;
    private final WholeRanges ranges;

    TextOrNumberInRange(ValueTest texts, WholeRanges ranges) {
      super(texts.toString(), texts.cost() + PredicateCost.LOOK_UP);
      this.texts = texts;
      this.ranges = ranges;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return texts.test(context, values, index)
          || ranges.contain(values.arrayAt(index), values.offsetAt(index), values.lengthAt(index));
    }
  }

  private static final class NumberEquals extends NamedTest {
    private final long expected;

    NumberEquals(String text, long expected) {
      super(text, PredicateCost.COMPARE);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return values.longAt(index) == expected;
    }
  }

  private static final class NumberIsInSet extends NamedTest {
    private final NumberSet expected;

    NumberIsInSet(String text, NumberSet expected) {
      super(text, PredicateCost.LOOK_UP);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return expected.contains(values.longAt(index));
    }
  }

  private static final class DoubleIsOneOf extends NamedTest {
    private final double[] expected;

    DoubleIsOneOf(String text, double[] expected) {
      super(text, PredicateCost.COMPARE + expected.length);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      double value = values.doubleAt(index);
      for (double one : expected) {
        if (one == value) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class AddressIsInSet extends NamedTest {
    private final AddressSet expected;

    AddressIsInSet(String text, AddressSet expected) {
      super(text, PredicateCost.LOOK_UP);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return expected.contains(values.lengthAt(index), values.highAt(index), values.longAt(index));
    }
  }

  private static final class AddressIsInNetwork extends NamedTest {
    private final NetworkSet expected;

    AddressIsInNetwork(String text, NetworkSet expected) {
      super(text, PredicateCost.LOOK_UP);
      this.expected = expected;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return expected.contains(values.lengthAt(index), values.highAt(index), values.longAt(index));
    }
  }
}
