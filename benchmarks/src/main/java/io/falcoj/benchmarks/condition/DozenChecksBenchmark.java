// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.condition;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.grammar.ConditionSyntaxException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a condition of a dozen checks cost when all of them must be looked at? Falcoj and plain
 * Java, over the same event.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DozenChecksBenchmark {
  private static final String CONDITION =
      """
      plain.text exists and plain.number exists and plain.list exists
        and plain.text startswith registry. and plain.text endswith :1.4.0
        and plain.text != docker.io/library/busybox
        and plain.number >= 100 and plain.number < 1000
        and plain.text in (docker.io/library/nginx, registry.example.org/team/checkout:1.4.0)
        and plain.list intersects (registry.example.org/mesh/proxy:2)
        and not plain.list in (a, b)
        and not plain.number in (1, 2, 3)
      """;

  private final PlainEvent event = ConditionEvaluationBenchmark.event(1, true);
  private Ruleset ruleset;
  private EvalContext context;

  @Setup
  public void prepare() throws ConditionCompileException, ConditionSyntaxException {
    ruleset = ConditionEvaluationBenchmark.compile(CONDITION);
    context = ruleset.newContext();
    if (!evaluate() || !baselineByHand()) {
      throw new IllegalStateException("a check is false: not all of them are measured");
    }
  }

  @Benchmark
  public boolean evaluate() {
    return ConditionEvaluationBenchmark.matches(ruleset, event, context);
  }

  @Benchmark
  public boolean baselineByHand() {
    return event.text().length > 0
        && event.items().length > 0
        && OperatorCase.STARTSWITH.matchesByHand(event)
        && OperatorCase.ENDSWITH.matchesByHand(event)
        && OperatorCase.EQUALS_SIGN.matchesByHand(event)
        && event.whole() >= 100
        && event.whole() < 1_000
        && OperatorCase.IN.matchesByHand(event)
        && OperatorCase.INTERSECTS.matchesByHand(event)
        && event.items().length != 0
        && event.whole() != 1
        && event.whole() != 2
        && event.whole() != 3;
  }
}
