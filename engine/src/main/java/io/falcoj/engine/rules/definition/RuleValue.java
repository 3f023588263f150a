// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import org.jspecify.annotations.Nullable;

/**
 * What a rule has under one of its keys.
 *
 * @param initial what it has if nothing is said; null if every rule must say it
 * @param describedAs its name where loaded rules are described; empty if it is not shown there
 */
record RuleValue(@Nullable Object initial, String describedAs) {

  /** Every rule must say it. */
  static RuleValue required(String describedAs) {
    return new RuleValue(null, describedAs);
  }

  /** This is it if a rule does not say it; descriptions do not show it. */
  static RuleValue of(Object initial) {
    return new RuleValue(initial, "");
  }

  /** The same, shown in descriptions. */
  RuleValue describedAs(String name) {
    return new RuleValue(initial, name);
  }
}
