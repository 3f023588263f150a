// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

/**
 * Why a rule matches an event, or does not.
 *
 * @param typeEvaluated whether the rule is evaluated for events of this type at all: it is not for
 *     those of which its checks of {@code evt.type} can hold for none
 * @param condition what its condition says of the event
 */
public record RuleTrace(boolean typeEvaluated, Trace condition) {

  /**
   * Whether the rule matches the event, taken by itself: another rule may hide it where only the
   * first one that matches counts.
   */
  public boolean matches() {
    return typeEvaluated && condition.holds();
  }
}
