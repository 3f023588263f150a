// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.engine.EventTable;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.predicate.EventPredicate;
import io.falcoj.engine.predicate.Slot;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.grammar.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles parts of a condition each for itself, for whoever asks what every one of them says of an
 * event. The predicates are those that a rule set is made of, but nothing is arranged or shared.
 * Not thread-safe.
 */
public final class PartCompiler {

  private final String source;
  private final OperandCompiler operands;
  private final LiteralCheckFactory literalChecks;
  private final CheckCompiler checks;
  private final Plan plan = new Plan();
  private final Lowerer lowerer = new Lowerer(false, new ArrayList<>());

  /**
   * @param source name of the event source of the conditions
   */
  public PartCompiler(FieldRegistry fields, String source) {
    this.source = source;
    this.operands = new OperandCompiler(fields, source);
    this.literalChecks = RulesetCompiler.literalChecks(source);
    List<ConditionWarning> warnings = new ArrayList<>();
    this.checks =
        new CheckCompiler(
            operands,
            literalChecks,
            new LiteralWarnings(fields, source, warnings),
            new EventTypeNames(),
            warnings);
  }

  /**
   * The predicate of a part.
   *
   * @param part without macro references and list names
   */
  public EventPredicate predicate(Expr part) throws ConditionCompileException {
    try {
      return lowerer.predicate(part.accept(new ConditionCompiler(plan, checks)));
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /** What a check reads from an event: its left side. */
  public List<Slot> slots(Expr.UnaryCheck check) throws ConditionCompileException {
    try {
      return List.of(operands.compile(check.left()).slot());
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /** What a comparison reads from an event: its left side, and the right one unless it is values. */
  public List<Slot> slots(Expr.BinaryCheck check) throws ConditionCompileException {
    try {
      Slot left = operands.compile(check.left()).slot();
      return RightHandValues.of(check.right()) == null
          ? List.of(left, operands.compile(check.right()).slot())
          : List.of(left);
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /**
   * The types of events that a rule with this condition is evaluated for; for all others it does
   * not match, whatever its checks say.
   */
  public EventTypeSet eventTypes(Expr condition) throws ConditionCompileException {
    try {
      // What an asynchronous event is named is not known from its type.
      return RulesetCompiler.evaluatedTypes(source, condition)
          .or(EventTypeSet.of(EventTable.ASYNC_EVENT));
    } catch (CompileFailure e) {
      throw e.failure();
    }
  }

  /** What a thread needs to evaluate the predicates that were made until now. */
  public EvalContext newContext() {
    return new EvalContext(operands.slots(), 0, literalChecks.states(), 0, false);
  }
}
