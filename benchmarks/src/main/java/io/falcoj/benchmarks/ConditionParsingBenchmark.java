// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to parse a condition? The baseline looks at each of its characters once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConditionParsingBenchmark {

  /** One check; the condition of a usual rule; a list of a thousand values. */
  @Param({"check", "rule", "list"})
  public String condition;

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);
  private String text;

  @Setup
  public void prepare() {
    text =
        switch (condition) {
          case "check" -> "ka.verb = create";
          case "rule" ->
              """
              complete and creates and about_pods
                and (ka.req.pod.volumes.hostpath intersects (/etc, /root, /proc)
                     or ka.req.pod.volumes.hostpath pmatch (/var/lib/kubelet))
                and not ka.req.pod.containers.image.repository in
                  (registry.example.org/team/agent, "registry.example.org/ops/exporter")
                and not ka.user.name startswith "system:serviceaccount:kube-system:"
              """;
          case "list" ->
              IntStream.range(0, 1_000)
                  .mapToObj(i -> "registry.example.org/team/service-" + i)
                  .collect(
                      Collectors.joining(", ", "ka.req.pod.containers.image.repository in (", ")"));
          default -> throw new IllegalArgumentException(condition);
        };
  }

  @Benchmark
  public Expr parse() throws ConditionSyntaxException {
    return parser.parse(text);
  }

  @Benchmark
  public int baselineScan() {
    int words = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        words++;
      }
    }
    return words;
  }
}
