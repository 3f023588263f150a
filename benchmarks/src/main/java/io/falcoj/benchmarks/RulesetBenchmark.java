// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.testdata.TestData;
import java.io.IOException;
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

/**
 * What does a rule set cost for one audit event that is decoded already? With a single rule that
 * looks at one field and never matches as the baseline.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RulesetBenchmark implements MatchSink {
  private static final String NEVER =
      """
      - rule: Never
        desc: A verb that no request has.
        condition: ka.verb = never
        output: never
        priority: INFO
        source: k8s_audit
      """;

  /** One rule that never matches; the fifty of the test data. */
  @Param({"NEVER", "FIFTY"})
  public String rules;

  private AuditEvent[] events;
  private Ruleset ruleset;
  private EvalContext context;
  private int matches;

  @Setup
  public void prepare() throws IOException, JsonSyntaxException {
    String text = rules.equals("NEVER") ? NEVER : TestData.text(LoadedRuleset.FIFTY_RULES);
    ruleset = LoadedRuleset.compile(LoadedRuleset.load(text)).ruleset();
    context = ruleset.newContext();
    events = AuditEvents.decoded(AuditEvents.CACHED);
  }

  @Benchmark
  @OperationsPerInvocation(AuditEvents.CACHED)
  public int evaluate() {
    for (AuditEvent event : events) {
      ruleset.evaluate(event, context, this);
    }
    return matches;
  }

  @Override
  public void matched(CompiledRule rule) {
    matches++;
  }
}
