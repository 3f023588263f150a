// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.RunnableRules;
import io.falcoj.engine.yaml.YamlException;
import io.falcoj.engine.yaml.YamlNode;
import io.falcoj.engine.yaml.YamlReader;
import io.falcoj.testdata.TestData;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/**
 * What does it cost to load rules, from the text to what runs? The baseline reads the same text as
 * YAML and does nothing with it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RulesLoadBenchmark {

  /** How often the fifty rules stand in the file, under different names. */
  @Param({"1", "20"})
  public int copies;

  private String text;

  @Setup
  public void prepare() {
    String rules = TestData.text(LoadedRuleset.FIFTY_RULES);
    StringBuilder all = new StringBuilder(rules);
    String rulesOnly = rules.substring(rules.indexOf("- rule: "));
    for (int copy = 1; copy < copies; copy++) {
      all.append('\n').append(rulesOnly.replace("- rule: ", "- rule: Copy " + copy + " of "));
    }
    text = all.toString();
  }

  @Benchmark
  public RunnableRules loadAndCompile() {
    LoadedRules rules = LoadedRuleset.load(text);
    return LoadedRuleset.compile(rules);
  }

  @Benchmark
  public List<YamlNode> baselineYaml() throws YamlException {
    return YamlReader.read("rules.yaml", text);
  }
}
