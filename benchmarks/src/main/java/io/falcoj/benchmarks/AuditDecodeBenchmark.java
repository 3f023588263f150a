// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.sources.k8saudit.JsonDocument;
import io.falcoj.sources.k8saudit.JsonSyntaxException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does it cost to make an audit event of 2.5 kB ready for questions? The baselines are Jackson:
 * its tokens, which keep nothing, and its tree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuditDecodeBenchmark {
  private final JsonDocument document = new JsonDocument();
  private final JsonFactory jackson = new JsonFactory();
  private final JsonMapper mapper = new JsonMapper();
  private byte[][] events;

  @Setup
  public void prepare() throws IOException {
    events = AuditEvents.bytes();
  }

  @Benchmark
  @OperationsPerInvocation(AuditEvents.COUNT)
  public int decode() throws JsonSyntaxException {
    int members = 0;
    for (byte[] event : events) {
      document.parse(event);
      members += document.size(JsonDocument.ROOT);
    }
    return members;
  }

  @Benchmark
  @OperationsPerInvocation(AuditEvents.COUNT)
  public int baselineJacksonTokens() {
    int tokens = 0;
    for (byte[] event : events) {
      try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), event)) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  @Benchmark
  @OperationsPerInvocation(AuditEvents.COUNT)
  public int baselineJacksonTree() {
    int members = 0;
    for (byte[] event : events) {
      JsonNode tree = mapper.readTree(event);
      members += tree.size();
    }
    return members;
  }
}
