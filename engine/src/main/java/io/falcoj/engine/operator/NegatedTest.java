// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.Values;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.ValueTest;

/** A value passes if it does not pass another test. */
final class NegatedTest extends NamedTest {

  private final ValueTest test;

  NegatedTest(String text, ValueTest test) {
    super(text, test.cost());
    this.test = test;
  }

  @Override
  public double likelihood() {
    return 1 - test.likelihood();
  }

  @Override
  public boolean test(EvalContext context, Values values, int index) {
    return !test.test(context, values, index);
  }
}
