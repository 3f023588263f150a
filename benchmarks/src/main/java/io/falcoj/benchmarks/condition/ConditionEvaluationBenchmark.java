// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.condition;

import io.falcoj.engine.Priority;
import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.compile.RuleToCompile;
import io.falcoj.engine.compile.RulesetCompiler;
import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does one check cost, by operator? Half of the events match. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConditionEvaluationBenchmark {
  private static final int EVENTS = 16;
  private static final MatchSink NOBODY = rule -> {};

  @Param public OperatorCase operator;

  private final PlainEvent[] events = new PlainEvent[EVENTS];
  private Ruleset ruleset;
  private EvalContext context;

  @Setup
  public void prepare() throws ConditionCompileException, ConditionSyntaxException {
    ruleset = compile(operator.condition());
    context = ruleset.newContext();
    for (int i = 0; i < EVENTS; i++) {
      boolean matches = i % 2 == 0;
      events[i] = event(i, matches);
    }
  }

  /** An event that most of the conditions match, or that they do not. */
  static PlainEvent event(int number, boolean matches) {
    return matches
        ? PlainEvent.of(
            number,
            "registry.example.org/team/checkout:1.4.0",
            700,
            "registry.example.org/mesh/proxy:2",
            "registry.example.org/team/checkout:1.4.0")
        : PlainEvent.of(
            number,
            "registry.example.org/mesh/checkout:1.4.1",
            7_000,
            "registry.example.org/mesh/proxy:2",
            "registry.example.org/team/checkout:1.4.1");
  }

  /** One rule with the condition. */
  static Ruleset compile(String condition)
      throws ConditionCompileException, ConditionSyntaxException {
    RulesetCompiler compiler = new RulesetCompiler(PlainEvent.fields(), "k8s_audit");
    ConditionParser parser = new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
    compiler.add(
        new RuleToCompile("one", Priority.INFORMATIONAL, List.of(), parser.parse(condition)));
    return compiler.build(RuleMatching.FIRST);
  }

  /** Whether the only rule matches. */
  static boolean matches(Ruleset ruleset, PlainEvent event, EvalContext context) {
    ruleset.evaluate(event, context, NOBODY);
    return context.nextMatch(0) >= 0;
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int evaluate() {
    int matches = 0;
    for (PlainEvent event : events) {
      if (matches(ruleset, event, context)) {
        matches++;
      }
    }
    return matches;
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int baselineByHand() {
    int matches = 0;
    for (PlainEvent event : events) {
      if (operator.matchesByHand(event)) {
        matches++;
      }
    }
    return matches;
  }
}
