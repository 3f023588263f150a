// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.Operand;
import java.util.List;

/**
 * Compiles the rules of one event source. Rules are added in load order, outputs ask for the slots
 * they print, then {@link #build} gives the rule set. Not thread-safe; used once.
 */
public final class RulesetCompiler {

  private final FieldRegistry fields;
  private final String source;

  /**
   * @param source name of the event source whose rules are added
   */
  public RulesetCompiler(FieldRegistry fields, String source) {
    this.fields = fields;
    this.source = source;
  }

  /**
   * Checks and compiles a rule. A rule that does not compile leaves nothing behind.
   *
   * @return what was found suspicious, in the order of the condition
   */
  public List<ConditionWarning> add(RuleToCompile rule) throws ConditionCompileException {
    throw new UnsupportedOperationException(fields + source + rule);
  }

  /**
   * The slot under which an evaluated event holds the values of {@code operand}: the same one for
   * equal operands of all conditions and outputs.
   *
   * @param operand a field, or a transformer over fields
   */
  public Slot slot(Operand operand) throws ConditionCompileException {
    throw new UnsupportedOperationException(operand.toString());
  }

  /** The rule set of all rules that were added. */
  public Ruleset build(RuleMatching matching) {
    return new Ruleset(source, List.<CompiledRule>of(), matching, List.of(), 0, 0);
  }
}
