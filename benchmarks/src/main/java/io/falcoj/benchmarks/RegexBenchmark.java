// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
 * What does linear time cost? RE2/J, which no expression of a rule can stall, beside the regular
 * expressions of the JDK, which an attacker can.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegexBenchmark {

  @Param({"RE2J", "JDK"})
  public String implementation;

  /** An anchored choice of registries; a word anywhere; nested repetition. */
  @Param({"registry", "word", "nested"})
  public String expression;

  private Predicate<String> matcher;
  private String matching;
  private String other;

  @Setup
  public void prepare() {
    String regex;
    switch (expression) {
      case "registry" -> {
        regex = "^(registry\\.example\\.org|registry\\.k8s\\.io|docker\\.io/library)/.*$";
        matching = "registry.example.org/team/checkout:1.42.0";
        other = "quay.example.org/someone/checkout:1.42.0";
      }
      case "word" -> {
        regex = ".*(secret|password|token)[a-z]*.*";
        matching = "/api/v1/namespaces/shop/serviceaccounts/checkout/token";
        other = "/api/v1/namespaces/shop/pods/checkout-6c9f7d5b8-x2k7p/status";
      }
      case "nested" -> {
        regex = "(a+)+b";
        matching = "a".repeat(20) + "b";
        other = "a".repeat(20) + "c";
      }
      default -> throw new IllegalArgumentException(expression);
    }
    if (implementation.equals("RE2J")) {
      com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(regex);
      matcher = pattern::matches;
    } else {
      java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(regex);
      matcher = text -> pattern.matcher(text).matches();
    }
  }

  @Benchmark
  public boolean matchingText() {
    return matcher.test(matching);
  }

  @Benchmark
  public boolean otherText() {
    return matcher.test(other);
  }
}
