// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.engine.regex.Regex;
import io.falcoj.engine.regex.RegexMatcher;
import io.falcoj.engine.regex.RegexSyntaxException;
import io.falcoj.engine.text.Utf8;
import java.nio.charset.StandardCharsets;
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
 * What does linear time cost? falcoj's own regular expressions and RE2/J, which no expression of a
 * rule can stall, beside those of the JDK, which an attacker can.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegexBenchmark {

  @Param({"FALCOJ", "RE2J", "JDK"})
  public String implementation;

  /** An anchored choice of registries; a word anywhere; nested repetition. */
  @Param({"registry", "word", "nested"})
  public String expression;

  private Predicate<byte[]> matcher;
  private byte[] matching;
  private byte[] other;

  @Setup
  public void prepare() throws RegexSyntaxException {
    String regex;
    switch (expression) {
      case "registry" -> {
        regex = "^(registry\\.example\\.org|registry\\.k8s\\.io|docker\\.io/library)/.*$";
        matching = Utf8.bytes("registry.example.org/team/checkout:1.42.0");
        other = Utf8.bytes("quay.example.org/someone/checkout:1.42.0");
      }
      case "word" -> {
        regex = ".*(secret|password|token)[a-z]*.*";
        matching = Utf8.bytes("/api/v1/namespaces/shop/serviceaccounts/checkout/token");
        other = Utf8.bytes("/api/v1/namespaces/shop/pods/checkout-6c9f7d5b8-x2k7p/status");
      }
      case "nested" -> {
        regex = "(a+)+b";
        matching = Utf8.bytes("a".repeat(20) + "b");
        other = Utf8.bytes("a".repeat(20) + "c");
      }
      default -> throw new IllegalArgumentException(expression);
    }
    switch (implementation) {
      case "FALCOJ" -> {
        RegexMatcher own = Regex.compile(regex).matcher();
        matcher = text -> own.matches(text, 0, text.length);
      }
      case "RE2J" -> {
        com.google.re2j.Pattern pattern = com.google.re2j.Pattern.compile(regex);
        matcher = pattern::matches;
      }
      case "JDK" -> {
        java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(regex);
        matcher = text -> pattern.matcher(new String(text, StandardCharsets.UTF_8)).matches();
      }
      default -> throw new IllegalArgumentException(implementation);
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
