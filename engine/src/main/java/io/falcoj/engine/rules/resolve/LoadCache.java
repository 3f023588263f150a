// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.resolve;

import io.falcoj.engine.rules.definition.MacroDefinition;
import io.falcoj.engine.rules.definition.RuleDefinition;
import io.falcoj.engine.rules.result.Diagnostic;
import io.falcoj.grammar.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What earlier files of a load gave. After each file everything is looked at anew, but little has
 * changed: without this, the time for many files would grow with the square of their number.
 * Definitions and results are compared by identity, as unchanged ones are kept.
 */
public final class LoadCache {

  private final Map<String, Resolved> macros = new HashMap<>();
  private final Map<String, Resolved> rules = new HashMap<>();
  private final Map<String, Checked> checks = new HashMap<>();

  private record Resolved(
      Object definition,
      Expr parsed,
      Map<String, ResolvedCondition> references,
      ResolvedCondition condition) {

    boolean isOf(Object otherDefinition, Expr otherParsed, Map<String, ResolvedCondition> others) {
      // The same tree names the same macros.
      return definition == otherDefinition
          && parsed == otherParsed
          && others.entrySet().stream()
              .allMatch(other -> references.get(other.getKey()) == other.getValue());
    }
  }

  /**
   * What checking a rule gave.
   *
   * @param rule empty if it is left out
   * @param diagnostics what there was to say
   */
  record Checked(
      RuleDefinition definition,
      ResolvedCondition condition,
      Optional<ResolvedRule> rule,
      List<Diagnostic> diagnostics) {}

  /**
   * The macro as it was resolved before, if nothing has changed; else {@code condition} itself.
   *
   * @param references the macros that it names, as they are resolved
   */
  ResolvedCondition keepMacro(
      MacroDefinition macro,
      Map<String, ResolvedCondition> references,
      ResolvedCondition condition) {
    return keep(macros, macro.name(), macro, references, condition);
  }

  /** The same for the condition of a rule. */
  ResolvedCondition keepRule(
      RuleDefinition rule, Map<String, ResolvedCondition> references, ResolvedCondition condition) {
    return keep(rules, rule.name(), rule, references, condition);
  }

  private static ResolvedCondition keep(
      Map<String, Resolved> known,
      String name,
      Object definition,
      Map<String, ResolvedCondition> references,
      ResolvedCondition condition) {
    Resolved before = known.get(name);
    if (before != null && before.isOf(definition, condition.parsed(), references)) {
      return before.condition();
    }
    known.put(
        name, new Resolved(definition, condition.parsed(), Map.copyOf(references), condition));
    return condition;
  }

  /** What checking the rule gave before; null if the rule or what it names has changed. */
  @Nullable Checked findCheck(RuleDefinition rule, ResolvedCondition condition) {
    Checked before = checks.get(rule.name());
    return before != null && before.definition() == rule && before.condition() == condition
        ? before
        : null;
  }

  void keepCheck(Checked checked) {
    checks.put(checked.definition().name(), checked);
  }
}
