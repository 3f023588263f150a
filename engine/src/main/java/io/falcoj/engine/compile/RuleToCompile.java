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
 */
public record RuleToCompile(String name, Priority priority, List<String> tags, Expr condition) {

  public RuleToCompile {
    tags = List.copyOf(tags);
  }
}
