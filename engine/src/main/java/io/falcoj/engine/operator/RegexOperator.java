// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
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
    PosixSyntax.Translation translation = PosixSyntax.translate(literal);
    try {
      Pattern pattern = Pattern.compile(translation.re2j());
      return new MatchesRegex(textOf(literal), pattern, translation, states.allocate());
    } catch (PatternSyntaxException e) {
      throw new LiteralException(literal, "invalid regex pattern: " + e.getDescription(), null);
    }
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.empty();
  }

  private static final class MatchesRegex extends NamedTest {
    private final Pattern pattern;
    private final byte[] prefix;
    private final byte[] suffix;
    private final Needle inner;
    private final int state;

    MatchesRegex(String text, Pattern pattern, PosixSyntax.Translation translation, int state) {
      super(text, PredicateCost.REGEX);
      this.pattern = pattern;
      this.prefix = AsciiText.bytes(translation.prefix());
      this.suffix = AsciiText.bytes(translation.suffix());
      this.inner = new Needle(AsciiText.bytes(translation.inner()), false);
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
          && run(context).matches(array, offset, length);
    }

    private Run run(EvalContext context) {
      Object kept = context.state(state);
      if (kept != null) {
        return (Run) kept;
      }
      Run made = new Run(pattern);
      context.keepState(state, made);
      return made;
    }
  }

  /** What one thread needs to match one expression. */
  private static final class Run {
    private final RegexText text = new RegexText();
    private final Matcher matcher;

    Run(Pattern pattern) {
      matcher = pattern.matcher(text);
    }

    boolean matches(byte[] array, int offset, int length) {
      text.fill(array, offset, length);
      return matcher.reset(text).matches();
    }
  }
}
