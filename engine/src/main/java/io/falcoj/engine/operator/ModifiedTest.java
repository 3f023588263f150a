// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueTest;
import java.util.List;

/** A value passes as many of the tests as a modifier wants; none passes if there are no tests. */
final class ModifiedTest extends NamedTest {

  private final Modifier modifier;
  private final ValueTest[] tests;

  ModifiedTest(String text, Modifier modifier, List<ValueTest> tests) {
    super(text, tests.stream().mapToInt(ValueTest::cost).sum());
    this.modifier = modifier;
    this.tests = tests.toArray(new ValueTest[0]);
  }

  @Override
  public boolean test(EvalContext context, Values values, int index) {
    int passed = 0;
    for (ValueTest test : tests) {
      if (test.test(context, values, index)) {
        passed++;
        if (modifier == Modifier.ANYOF) {
          return true;
        }
        if (modifier == Modifier.ONEOF && passed > 1) {
          return false;
        }
      } else if (modifier == Modifier.ALLOF) {
        return false;
      }
    }
    return passed > 0;
  }
}
