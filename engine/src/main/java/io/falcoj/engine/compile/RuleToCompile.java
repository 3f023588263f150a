// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.Priority;
import io.falcoj.grammar.Expr;
import java.util.List;

/**
 * A rule as the compiler takes it.
 *
 * @param name unique among the rules of the source
 * @param tags in the order of the rules file
 * @param condition without macro references and list names: both are replaced by what they stand
 *     for
 * @param independent whether it matches whatever other rules do, and keeps none of them from it,
 *     even where only the first rule that matches counts
 */
public record RuleToCompile(
    String name, Priority priority, List<String> tags, Expr condition, boolean independent) {

  public RuleToCompile {
    tags = List.copyOf(tags);
  }

  /** A rule like most: not independent. */
  public RuleToCompile(String name, Priority priority, List<String> tags, Expr condition) {
    this(name, priority, tags, condition, false);
  }
}
