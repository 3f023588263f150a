// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules;

import io.falcoj.engine.rules.resolve.ResolvedRule;
import java.util.Set;

/** Names rules to enable or disable. */
@FunctionalInterface
public interface RuleMatcher {

  /** Whether the rule is named. */
  boolean matches(ResolvedRule rule);

  /** The rule of exactly that name; every rule if the name is empty. */
  static RuleMatcher exact(String name) {
    return rule -> name.isEmpty() || rule.name().equals(name);
  }

  /** Rules whose name contains the text. */
  static RuleMatcher substring(String text) {
    return rule -> rule.name().contains(text);
  }

  /** Rules whose name matches the pattern, in which {@code *} stands for any text, even none. */
  static RuleMatcher wildcard(String pattern) {
    return rule -> matchesWildcard(pattern, rule.name());
  }

  /** Rules that have one of the tags. */
  static RuleMatcher anyTag(Set<String> tags) {
    Set<String> wanted = Set.copyOf(tags);
    return rule -> rule.tags().stream().anyMatch(wanted::contains);
  }

  /** Whether {@code text} matches {@code pattern}, in which {@code *} stands for any text. */
  static boolean matchesWildcard(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    int last = pattern.lastIndexOf('*');
    String beginning = pattern.substring(0, star);
    String ending = pattern.substring(last + 1);
    if (text.length() < beginning.length() + ending.length()
        || !text.startsWith(beginning)
        || !text.endsWith(ending)) {
      return false;
    }
    int from = beginning.length();
    int limit = text.length() - ending.length();
    for (String part : pattern.substring(star, last + 1).split("\\*")) {
      int found = text.indexOf(part, from);
      if (found < 0 || found + part.length() > limit) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
