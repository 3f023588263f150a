// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks;

import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.replay.AuditLogReplay;
import io.falcoj.sources.audit.replay.ReplayCounters;
import io.falcoj.sources.audit.replay.ReplayListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What does it cost to make an audit event of 2.5 kB ready for questions? Falcoj reads a file with
 * one worker and asks nothing. The baselines are Jackson over events that are in memory already:
 * its tokens, which keep nothing, and its tree.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AuditDecodeBenchmark {
  /** How often the events stand in the file: the buffers of a replay are made once for all. */
  private static final int COPIES = 10;

  private final JsonFactory jackson = new JsonFactory();
  private final JsonMapper mapper = new JsonMapper();
  private byte[][] events;
  private Path file;

  @Setup
  public void prepare() throws IOException {
    events = AuditEvents.bytes();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (int copy = 0; copy < COPIES; copy++) {
      for (byte[] event : events) {
        log.write(event);
        log.write('\n');
      }
    }
    file = Files.createTempFile("audit", ".jsonl");
    Files.write(file, log.toByteArray());
  }

  @TearDown
  public void cleanUp() throws IOException {
    Files.delete(file);
  }

  @Benchmark
  @OperationsPerInvocation(COPIES * AuditEvents.COUNT)
  public ReplayCounters decode() throws IOException {
    return AuditLogReplay.of(List.of(file.toString()))
        .withWorkers(1)
        .run(Counter::new, new Silence());
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

  private static final class Counter implements BatchEvaluator<Integer> {
    private int count;

    @Override
    public void accept(AuditEvent event) {
      count++;
    }

    @Override
    public Integer finish() {
      return count;
    }
  }

  private static final class Silence implements ReplayListener<Integer> {
    @Override
    public void batch(Integer result) {
      // What was read is in the counters.
    }

    @Override
    public void problem(ReadProblem problem) throws IOException {
      throw new IOException("the log is not whole");
    }
  }
}
