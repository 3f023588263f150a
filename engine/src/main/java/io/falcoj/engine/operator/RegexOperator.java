// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.PairTest;
import io.falcoj.engine.predicate.PredicateCost;
import io.falcoj.engine.predicate.ValueShape;
import io.falcoj.engine.predicate.ValueTest;
import io.falcoj.engine.regex.Regex;
import io.falcoj.engine.regex.RegexMatcher;
import io.falcoj.engine.regex.RegexSyntaxException;
import io.falcoj.engine.text.Utf8;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code regex}: the whole value matches a regular expression, in time linear in its length. What
 * every match must begin with, contain and end with is looked for first.
 */
final class RegexOperator extends Operator {

  RegexOperator() {
    super(
        List.of("regex"),
        RightSide.VALUE,
        EnumSet.of(TypeFamily.STRING),
        "The whole value matches the regular expression given, which has POSIX syntax.");
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    String literal = literals.get(0);
    LiteralParser.parseText(shape, literal);
    try {
      return new MatchesRegex(textOf(literal), Regex.compile(literal), states.allocate());
    } catch (RegexSyntaxException e) {
      throw new LiteralException(
          literal,
          "invalid regex pattern: " + e.getMessage(),
          "regular expressions have POSIX syntax: [0-9] for \\d, [[:space:]] for \\s, and no"
              + " (?...)");
    }
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.empty();
  }

  private static final class MatchesRegex extends NamedTest {
    private final Regex regex;
    private final byte[] prefix;
    private final byte[] suffix;
    private final Needle inner;
    private final int state;

    MatchesRegex(String text, Regex regex, int state) {
      super(text, PredicateCost.REGEX);
      this.regex = regex;
      this.prefix = Utf8.bytes(regex.prefix());
      this.suffix = Utf8.bytes(regex.suffix());
      this.inner = new Needle(Utf8.bytes(regex.inner()), false);
      this.state = state;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      byte[] array = values.arrayAt(index);
      int offset = values.offsetAt(index);
      int length = values.lengthAt(index);
      int end = offset + length;
      return length >= prefix.length
          && length >= suffix.length
          && Arrays.equals(array, offset, offset + prefix.length, prefix, 0, prefix.length)
          && Arrays.equals(array, end - suffix.length, end, suffix, 0, suffix.length)
          && inner.isIn(array, offset, length)
          && matcher(context).matches(array, offset, length);
    }

    private RegexMatcher matcher(EvalContext context) {
      Object kept = context.state(state);
      if (kept != null) {
        return (RegexMatcher) kept;
      }
      RegexMatcher made = regex.matcher();
      context.keepState(state, made);
      return made;
    }
  }
}
