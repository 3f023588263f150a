// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.trace;

import io.falcoj.engine.Event;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.PartCompiler;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.grammar.Expr;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells of one rule why it matches an event or does not.
 *
 * <pre>{@code
 * RuleTracer tracer = new RuleTracer(fields, "k8s_audit", rule.condition(), rule.written());
 * RuleTrace trace = tracer.trace(event);
 * }</pre>
 *
 * <p>Asks every check, also those that evaluation would not get to. Not thread-safe.
 */
public final class RuleTracer {

  private final WrittenCondition written;
  private final EventTypeSet eventTypes;
  private final Map<Expr, TracedCheck> checks;
  private final EvalContext context;

  /**
   * @param source name of the rule's event source
   * @param resolved the rule's condition without names of macros
   * @param written the same condition with them
   * @throws ConditionCompileException if the condition is none for the source
   */
  public RuleTracer(
      FieldRegistry fields, String source, Expr resolved, WrittenCondition written)
      throws ConditionCompileException {
    PartCompiler compiler = new PartCompiler(fields, source);
    this.written = written;
    this.eventTypes = compiler.eventTypes(resolved);
    this.checks = new IdentityHashMap<>();
    addChecks(written, compiler, Collections.newSetFromMap(new IdentityHashMap<>()));
    this.context = compiler.newContext();
  }

  private void addChecks(
      WrittenCondition condition, PartCompiler compiler, Set<WrittenCondition> known)
      throws ConditionCompileException {
    if (!known.add(condition)) {
      return;
    }
    for (Expr check : Checks.of(condition.condition())) {
      checks.put(
          check,
          new TracedCheck(
              check,
              compiler.predicate(check),
              check instanceof Expr.BinaryCheck comparison
                  ? compiler.slots(comparison)
                  : compiler.slots((Expr.UnaryCheck) check)));
    }
    for (WrittenCondition macro : condition.macros().values()) {
      addChecks(macro, compiler, known);
    }
  }

  /** What the rule says of an event. */
  public RuleTrace trace(Event event) {
    context.begin(event);
    Trace condition = new ConditionTracing(checks, context).trace(written, true);
    return new RuleTrace(eventTypes.contains(event.typeCode()), condition);
  }
}
