// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import io.falcoj.engine.predicate.ValueTest;

/** A test that knows its text and cost from the start. */
abstract class NamedTest extends ValueTest {

  private final String text;
  private final int cost;

  NamedTest(String text, int cost) {
    this.text = text;
    this.cost = cost;
  }

  @Override
  public final int cost() {
    return cost;
  }

  @Override
  public final String toString() {
    return text;
  }
}
