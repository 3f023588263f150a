// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** {@code contains}, {@code icontains} and {@code bcontains}. */
final class ContainsOperator extends Operator {

  /** How the right-hand side is read and searched for. */
  enum Search {
    /** As it is written. */
    TEXT,
    /** In any case of ASCII letters. */
    IGNORE_CASE,
    /** Hexadecimal digits stand for bytes. */
    HEX
  }

  private final Search search;

  private ContainsOperator(
      String symbol, Search search, EnumSet<TypeFamily> families, String description) {
    super(List.of(symbol), RightSide.VALUE, families, description);
    this.search = search;
  }

  /** {@code contains}. */
  static Operator contains() {
    return new ContainsOperator(
        "contains",
        Search.TEXT,
        EnumSet.of(TypeFamily.STRING, TypeFamily.BUFFER),
        "The value contains the text given.");
  }

  /** {@code icontains}. */
  static Operator ignoringCase() {
    return new ContainsOperator(
        "icontains",
        Search.IGNORE_CASE,
        EnumSet.of(TypeFamily.STRING),
        "The value contains the text given, in any case of ASCII letters.");
  }

  /** {@code bcontains}. */
  static Operator hex() {
    return new ContainsOperator(
        "bcontains",
        Search.HEX,
        EnumSet.of(TypeFamily.BUFFER),
        "The value contains the bytes given as hexadecimal digits.");
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String literal = literals.get(0);
    byte[] text =
        search == Search.HEX
            ? LiteralParser.parseHex(literal)
            : LiteralParser.parseText(shape, literal);
    return new Contains(textOf(literal), new Needle(text, search == Search.IGNORE_CASE));
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    boolean ignoreCase = search == Search.IGNORE_CASE;
    return Optional.of(
        (left, i, right, j) ->
            RollingSearch.contains(
                left.arrayAt(i),
                left.offsetAt(i),
                left.lengthAt(i),
                right.arrayAt(j),
                right.offsetAt(j),
                right.lengthAt(j),
                ignoreCase));
  }

  private static final class Contains extends NamedTest {
    private final Needle needle;

    Contains(String text, Needle needle) {
      super(text, PredicateCost.SEARCH);
      this.needle = needle;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return needle.isIn(values.arrayAt(index), values.offsetAt(index), values.lengthAt(index));
    }
  }
}
