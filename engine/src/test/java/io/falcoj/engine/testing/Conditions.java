// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.testing;

import io.falcoj.engine.Event;
import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.ConditionWarning;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.List;

/** Compiles conditions over {@link TableFields} and runs them. */
public final class Conditions {

  private static final ConditionParser PARSER =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  private Conditions() {}

  /** The syntax tree of a condition that is well-formed. */
  public static Expr parse(String condition) {
    try {
      return PARSER.parse(condition);
    } catch (ConditionSyntaxException e) {
      throw new AssertionError(condition + ": " + e.getMessage(), e);
    }
  }

  /** A rule with this condition, which is its name too. */
  public static RuleToCompile rule(String condition) {
    return new RuleToCompile(condition, Priority.NOTICE, List.of(), parse(condition));
  }

  /** A compiler that has these rules. */
  public static RulesetCompiler compiler(String... conditions) throws ConditionCompileException {
    RulesetCompiler compiler = new RulesetCompiler(TableFields.registry(), TableFields.SOURCE);
    for (String condition : conditions) {
      compiler.add(rule(condition));
    }
    return compiler;
  }

  /** A rule set of these rules, all of which may match. */
  public static Ruleset compile(String... conditions) throws ConditionCompileException {
    return compiler(conditions).build(RuleMatching.ALL);
  }

  /** What is suspicious about a condition. */
  public static List<ConditionWarning> warnings(String condition) throws ConditionCompileException {
    return compiler().add(rule(condition));
  }

  /** The names of the rules that an event matches. */
  public static List<String> matching(Ruleset ruleset, Event event) {
    List<String> names = new ArrayList<>();
    ruleset.evaluate(event, ruleset.newContext(), rule -> names.add(rule.name()));
    return names;
  }

  /** Whether an event matches a condition. */
  public static boolean matches(String condition, Event event) {
    try {
      return !matching(compile(condition), event).isEmpty();
    } catch (ConditionCompileException e) {
      throw new AssertionError(condition + ": " + e.getMessage(), e);
    }
  }
}
