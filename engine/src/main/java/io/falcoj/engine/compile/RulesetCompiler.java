// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.RuleTree;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the rules of one event source. Rules are added in load order, outputs ask for the slots
 * they print, then {@link #build} gives the rule set. Not thread-safe.
 *
 * <pre>{@code
 * RulesetCompiler compiler = new RulesetCompiler(fields, "k8s_audit");
 * compiler.add(new RuleToCompile("Pod created", Priority.NOTICE, List.of(), condition));
 * Slot image = compiler.slot(operand);
 * Ruleset ruleset = compiler.build(RuleMatching.FIRST);
 * }</pre>
 */
public final class RulesetCompiler {

  private static final String SYSCALL = "syscall";

  private final FieldRegistry fields;
  private final String source;
  private final boolean cheapestFirst;
  private final OperandCompiler operands;
  private final LiteralCheckFactory literalChecks;
  private final EventTypeNames eventTypeNames = new EventTypeNames();
  private final Plan plan = new Plan();
  private final List<AddedRule> rules = new ArrayList<>();

  private record AddedRule(RuleToCompile rule, EventTypeSet eventTypes, PlanNode condition) {}

  /**
   * @param source name of the event source whose rules are added
   */
  public RulesetCompiler(FieldRegistry fields, String source) {
    this(fields, source, true);
  }

  /**
   * @param source name of the event source whose rules are added
   * @param cheapestFirst whether rules, and the operands of {@code and} and {@code or}, are asked
   *     in the order that costs least, rather than as they are written; the result is the same
   */
  public RulesetCompiler(FieldRegistry fields, String source, boolean cheapestFirst) {
    this.fields = fields;
    this.source = source;
    this.cheapestFirst = cheapestFirst;
    this.operands = new OperandCompiler(fields, source);
    this.literalChecks = literalChecks(source);
  }

  /** What makes the checks of a source against values. */
  static LiteralCheckFactory literalChecks(String source) {
    return new LiteralCheckFactory(!source.equals(SYSCALL));
  }

  /**
   * Checks and compiles a rule. A rule that does not compile leaves nothing behind.
   *
   * @return what was found suspicious, in the order of the condition
   */
  public List<ConditionWarning> add(RuleToCompile rule) throws ConditionCompileException {
    List<ConditionWarning> warnings = new ArrayList<>();
    CheckCompiler checks =
        new CheckCompiler(
            operands,
            literalChecks,
            new LiteralWarnings(fields, source, warnings),
            eventTypeNames,
            warnings);
    try {
      PlanNode condition = rule.condition().accept(new ConditionCompiler(plan, checks));
      rules.add(new AddedRule(rule, evaluatedTypes(source, rule.condition()), condition));
    } catch (CompileFailure e) {
      throw e.failure();
    }
    return warnings;
  }

  /**
   * The types of events for which a condition on system calls can be true: only its checks of
   * {@code evt.type} restrict them. Follows libs 0.25 {@code ppm_event_codes}.
   *
   * @throws ConditionCompileException if it compares the type of an event with a field, or a
   *     transformer of it with anything
   */
  public static EventTypeSet eventTypesOf(Expr condition) throws ConditionCompileException {
    try {
      return EventTypeAnalyzer.typesOf(condition);
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /**
   * The types of events that a rule of a source is evaluated for.
   *
   * @throws CompileFailure if it compares the type of an event in a way that cannot be analyzed
   */
  static EventTypeSet evaluatedTypes(String source, Expr condition) {
    return source.equals(SYSCALL)
        ? EventTypeAnalyzer.evaluatedTypesOf(condition)
        : EventTypeSet.of(Event.PLUGIN_EVENT);
  }

  /**
   * The slot under which an evaluated event holds the values of {@code operand}: the same one for
   * equal operands of all conditions and outputs.
   *
   * @param operand a field, or a transformer over fields
   */
  public Slot slot(Operand operand) throws ConditionCompileException {
    try {
      return operands.compilePrinted(operand).slot();
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /** The rule set of all rules that were added. */
  public Ruleset build(RuleMatching matching) {
    List<CompiledRule> compiled = new ArrayList<>(rules.size());
    for (AddedRule added : rules) {
      RuleToCompile rule = added.rule();
      compiled.add(
          new CompiledRule(
              compiled.size(),
              rule.name(),
              source,
              rule.priority(),
              rule.tags(),
              added.eventTypes(),
              rule.independent()));
    }
    TreeCompiler trees =
        new TreeCompiler(
            plan,
            compiled,
            rules.stream().map(AddedRule::condition).toList(),
            source.equals(SYSCALL),
            cheapestFirst);
    @Nullable RuleTree[] byType = trees.compile();
    return new Ruleset(
        source,
        compiled,
        matching,
        operands.slots(),
        trees.shared(),
        literalChecks.states(),
        byType);
  }
}
