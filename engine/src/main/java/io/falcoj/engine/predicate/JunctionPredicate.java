// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.predicate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Some number of the operands must hold; subclasses say how many. */
abstract class JunctionPredicate extends EventPredicate {

  final EventPredicate[] operands;
  private final int cost;
  private final double likelihood;
  private final String prefix;
  private final String separator;

  /**
   * @param operands in the order in which they are asked
   * @param likelihood how many of all events satisfy it
   * @param prefix printed before the operands
   * @param separator printed between them
   */
  JunctionPredicate(
      List<EventPredicate> operands, double likelihood, String prefix, String separator) {
    this.operands = operands.toArray(new EventPredicate[0]);
    this.cost = PredicateCost.sum(operands.stream().mapToInt(EventPredicate::cost));
    this.likelihood = likelihood;
    this.prefix = prefix;
    this.separator = separator;
  }

  @Override
  public final int cost() {
    return cost;
  }

  @Override
  public final double likelihood() {
    return likelihood;
  }

  /** How many events satisfy all of several predicates, taken to know nothing of each other. */
  static double ofAll(List<EventPredicate> predicates) {
    double likelihood = 1;
    for (EventPredicate predicate : predicates) {
      likelihood *= predicate.likelihood();
    }
    return likelihood;
  }

  /** How many events satisfy none of several predicates. */
  static double ofNone(List<EventPredicate> predicates) {
    double likelihood = 1;
    for (EventPredicate predicate : predicates) {
      likelihood *= 1 - predicate.likelihood();
    }
    return likelihood;
  }

  @Override
  public final String toString() {
    return Arrays.stream(operands)
        .map(EventPredicate::toString)
        .collect(Collectors.joining(separator, prefix + "(", ")"));
  }
}
