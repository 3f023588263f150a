// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.resolve.ResolvedRule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which rules are enabled. Starts from what the rules say of themselves, or from nothing, and is
 * changed step by step: a later step wins. Not thread-safe.
 */
public final class RuleSelection {

  private final Map<String, ResolvedRule> rules = new LinkedHashMap<>();
  private final Map<String, Boolean> enabled = new LinkedHashMap<>();

  private RuleSelection(Collection<ResolvedRule> rules, boolean byThemselves) {
    for (ResolvedRule rule : rules) {
      this.rules.put(rule.name(), rule);
      enabled.put(rule.name(), byThemselves && rule.enabled());
    }
  }

  /** The rules that say they are enabled, as most do. */
  public static RuleSelection byThemselves(Collection<ResolvedRule> rules) {
    return new RuleSelection(rules, true);
  }

  /** None of the rules. */
  public static RuleSelection none(Collection<ResolvedRule> rules) {
    return new RuleSelection(rules, false);
  }

  /** Enables the rules that {@code matcher} names. */
  public void enable(RuleMatcher matcher) {
    set(matcher, true);
  }

  /** Disables the rules that {@code matcher} names. */
  public void disable(RuleMatcher matcher) {
    set(matcher, false);
  }

  /** Whether the rule of that name is enabled; false for one that is not loaded. */
  public boolean isEnabled(String rule) {
    return enabled.getOrDefault(rule, false);
  }

  /** How many rules are enabled. */
  public int count() {
    int count = 0;
    for (boolean value : enabled.values()) {
      count += value ? 1 : 0;
    }
    return count;
  }

  private void set(RuleMatcher matcher, boolean value) {
    for (ResolvedRule rule : rules.values()) {
      if (matcher.matches(rule)) {
        enabled.put(rule.name(), value);
      }
    }
  }
}
