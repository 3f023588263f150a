// SPDX-License-Identifier: Apache-2.0
package io.falcoj.benchmarks.capture;

import io.falcoj.benchmarks.LoadedRuleset;
import io.falcoj.engine.predicate.EvalContext;
import io.falcoj.engine.ruleset.CompiledRule;
import io.falcoj.engine.ruleset.MatchSink;
import io.falcoj.engine.ruleset.Ruleset;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureListener;
import io.falcoj.sources.syscall.capture.CaptureReader;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.layout.RawEvent;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.TestData;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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
 * What does an event of a capture cost: to be read, to be brought into the state of the machine,
 * and to be evaluated by rules? One in fifteen starts or ends a process, or opens a connection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CaptureBenchmark {

  private static final int EVENTS = 3481;

  private byte[] capture;

  @Setup
  public void prepare() throws IOException {
    try (InputStream stored =
            new BufferedInputStream(
                Files.newInputStream(TestData.file("conformance/psp/captures/workload.scap.gz")));
        InputStream plain = CaptureFile.decompressed(stored)) {
      capture = plain.readAllBytes();
    }
  }

  /** Reads the blocks, and the lengths of the events' parameters. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long decode() throws IOException {
    CaptureReader reader =
        new CaptureReader(new ByteArrayInputStream(capture), new CaptureListener() {});
    RawEvent event = new RawEvent();
    reader.open();
    long parameters = 0;
    while (reader.next(event)) {
      parameters += event.parameterCount();
    }
    return parameters;
  }

  /** Keeps the state too. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long decodeAndState() throws IOException {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture));
    replay.open();
    long numbers = 0;
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      numbers += event.number();
    }
    return numbers;
  }

  /** Evaluates rules too. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public int decodeStateAndRules(Rules rules) throws IOException {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture));
    replay.open();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      rules.ruleset.evaluate(event, rules.context, rules);
    }
    return rules.matches;
  }

  /** Rules that look for files of many folders and programs, and never match. */
  @State(Scope.Thread)
  public static class Rules implements MatchSink {

    private static final String RULE =
        """
        - rule: Rule %1$d
          desc: A file that no program opens.
          condition: >
            evt.type in (open, openat, read) and proc.name != "shell-%1$d"
            and fd.name startswith "/srv/secret-%1$d/"
          output: never
          priority: INFO
        """;

    @Param({"1", "10", "100"})
    public int count;

    private Ruleset ruleset;
    private EvalContext context;
    private int matches;

    @Setup
    public void prepare() {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(RULE.formatted(i));
      }
      ruleset =
          LoadedRuleset.compile(LoadedRuleset.load(text.toString()), SyscallEvent.SOURCE).ruleset();
      context = ruleset.newContext();
    }

    @Override
    public void matched(CompiledRule rule) {
      matches++;
    }
  }
}
