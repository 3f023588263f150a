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

/** {@code glob} and {@code iglob}: the value matches a pattern with wildcards. */
final class GlobOperator extends Operator {

  /** A longer pattern that comes from the event matches nothing: matching it takes too long. */
  private static final int MAX_PATTERN_OF_EVENT = 255;

  private final boolean ignoreCase;

  private GlobOperator(String symbol, boolean ignoreCase, String description) {
    super(List.of(symbol), RightSide.VALUE, EnumSet.of(TypeFamily.STRING), description);
    this.ignoreCase = ignoreCase;
  }

  /** {@code glob}. */
  static Operator glob() {
    return new GlobOperator(
        "glob", false, "The whole value matches the pattern given, with *, ? and [...].");
  }

  /** {@code iglob}. */
  static Operator ignoringCase() {
    return new GlobOperator(
        "iglob",
        true,
        "The whole value matches the pattern given, with *, ? and [...], in any case of ASCII"
            + " letters.");
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String literal = literals.get(0);
    return new MatchesGlob(textOf(literal), LiteralParser.parseText(shape, literal), ignoreCase);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    boolean anyCase = ignoreCase;
    return Optional.of(
        (left, i, right, j) ->
            right.lengthAt(j) <= MAX_PATTERN_OF_EVENT
                && Glob.matches(
                    right.arrayAt(j),
                    right.offsetAt(j),
                    right.offsetAt(j) + right.lengthAt(j),
                    left.arrayAt(i),
                    left.offsetAt(i),
                    left.offsetAt(i) + left.lengthAt(i),
                    anyCase));
  }

  private static final class MatchesGlob extends NamedTest {
    private final byte[] pattern;
    private final boolean ignoreCase;

    MatchesGlob(String text, byte[] pattern, boolean ignoreCase) {
      super(text, PredicateCost.PATTERN);
      this.pattern = pattern;
      this.ignoreCase = ignoreCase;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      int start = values.offsetAt(index);
      return Glob.matches(
          pattern,
          0,
          pattern.length,
          values.arrayAt(index),
          start,
          start + values.lengthAt(index),
          ignoreCase);
    }
  }
}
