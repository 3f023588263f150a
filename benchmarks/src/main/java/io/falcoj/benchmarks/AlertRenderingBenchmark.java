// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.Alert;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.rules.RunnableRules.RunnableRule;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.json.JsonSyntaxException;
import io.falcoj.outputs.AlertFormat;
import io.falcoj.outputs.AlertTime;
import io.falcoj.outputs.JsonAlertFormat;
import io.falcoj.outputs.LineBuffer;
import io.falcoj.outputs.TextAlertFormat;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

/**
 * What does an alert cost, from the match to the line? The baseline finds the matches and makes no
 * alert of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AlertRenderingBenchmark {
  /** Alerts for each call. */
  private static final int ALERTS = 32;

  @Param({"TEXT", "JSON"})
  public String form;

  private final LineBuffer lines = new LineBuffer(1 << 16);
  private final List<AuditEvent> events = new ArrayList<>();
  private AlertFormat format;
  private RunnableRules rules;
  private EvalContext context;
  private MatchSink alerting;
  private int matches;

  @Setup
  public void prepare() throws IOException, JsonSyntaxException {
    format =
        form.equals("TEXT")
            ? new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC)
            : new JsonAlertFormat(
                AlertTime.CLOCK, ZoneOffset.UTC, "benchmark", JsonAlertFormat.Parts.STANDARD);
    rules = LoadedRuleset.compile(LoadedRuleset.load(TestData.text(LoadedRuleset.FIFTY_RULES)));
    context = rules.ruleset().newContext();
    alerting = this::alert;
    for (AuditEvent event : AuditEvents.decoded(AuditEvents.COUNT)) {
      int before = matches;
      rules.ruleset().evaluate(event, context, rule -> matches++);
      if (matches > before && events.size() < ALERTS) {
        events.add(event);
      }
    }
    if (events.size() < ALERTS) {
      throw new IllegalStateException("only " + events.size() + " events match");
    }
  }

  @Benchmark
  @OperationsPerInvocation(ALERTS)
  public int matchAndRender() {
    lines.clear();
    Ruleset ruleset = rules.ruleset();
    for (AuditEvent event : events) {
      ruleset.evaluate(event, context, alerting);
    }
    return lines.length();
  }

  @Benchmark
  @OperationsPerInvocation(ALERTS)
  public int baselineMatchOnly() {
    Ruleset ruleset = rules.ruleset();
    for (AuditEvent event : events) {
      ruleset.evaluate(event, context, rule -> matches++);
    }
    return matches;
  }

  private void alert(CompiledRule compiled) {
    RunnableRule rule = rules.rules().get(compiled.index());
    format.append(
        new Alert(
            context.event().timestampNanos(),
            compiled.priority(),
            compiled.name(),
            compiled.source(),
            rule.output().render(context),
            rule.output().fieldValues(context),
            compiled.tags()),
        lines);
  }
}
