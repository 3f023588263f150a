// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

/** The rules that the strategies of a policy choose from; none has all of them. */
enum StrategyRule {
  MUST_RUN_AS("MustRunAs"),
  MUST_RUN_AS_NON_ROOT("MustRunAsNonRoot"),
  MAY_RUN_AS("MayRunAs"),
  RUN_AS_ANY("RunAsAny");

  private final String text;

  StrategyRule(String text) {
    this.text = text;
  }

  /** The rule as a policy writes it. */
  String text() {
    return text;
  }
}
