// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.ruleset;

/** How many rules one event may match: the configuration's {@code rule_matching}. */
public enum RuleMatching {
  /** The first in load order, and all that are independent. */
  FIRST,
  /** All of them. */
  ALL
}
