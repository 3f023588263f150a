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

/** {@code pmatch}: a path given is a prefix of the value, component by component. */
final class PathMatchOperator extends Operator {

  PathMatchOperator() {
    super(
        List.of("pmatch"),
        RightSide.LIST,
        EnumSet.of(TypeFamily.STRING),
        "One of the paths given, whose components may have wildcards, is the value or a directory"
            + " above it.");
  }

  @Override
  public ListMeaning listMeaning() {
    return ListMeaning.EVERY_PRESENT;
  }

  @Override
  public boolean acceptsAbsent() {
    return true;
  }

  @Override
  public ValueTest test(ValueShape shape, List<String> literals, StateAllocator states)
      throws LiteralException {
    PathPrefixes<Boolean> paths = PathPrefixes.ofPaths();
    for (String literal : literals) {
      paths.add(LiteralParser.parseText(shape, literal), true);
    }
    return new HasPrefix(symbol() + " " + LiteralText.list(literals), paths);
  }

  @Override
  public Optional<PairTest> pairTest(ValueShape shape) {
    return Optional.empty();
  }

  private static final class HasPrefix extends NamedTest {
    private final PathPrefixes<Boolean> paths;

    HasPrefix(String text, PathPrefixes<Boolean> paths) {
      super(text, PredicateCost.PATTERN);
      this.paths = paths;
    }

    @Override
    public boolean test(EvalContext context, Values values, int index) {
      return paths.find(values.arrayAt(index), values.offsetAt(index), values.lengthAt(index))
          != null;
    }
  }
}
