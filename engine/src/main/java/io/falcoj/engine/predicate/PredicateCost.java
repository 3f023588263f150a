// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.stream.IntStream;

/**
 * The unit in which predicates state their effort, by which the operands of conjunctions and
 * disjunctions are put in order: 1 is about a nanosecond on a present machine. Only the ratios of
 * the figures matter.
 */
public final class PredicateCost {

  /** Looking up a verdict or values that another check already asked for. */
  public static final int REMEMBERED = 1;

  /** Comparing a number, or a short text, with one value. */
  public static final int COMPARE = 2;

  /** Looking a value up in a prepared set. */
  public static final int LOOK_UP = 5;

  /** Searching through a text. */
  public static final int SEARCH = 20;

  /** Matching a text step by step against a pattern or a tree of paths. */
  public static final int PATTERN = 40;

  /** Running a regular expression. */
  public static final int REGEX = 80;

  /** No sum is above it, so that the costs of huge conditions stay comparable. */
  private static final int MAX = 1 << 30;

  private PredicateCost() {}

  /** The effort of all of several parts. */
  public static int sum(IntStream costs) {
    return (int) Math.min(costs.asLongStream().sum(), MAX);
  }
}
