// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.sources.audit.chunks.BatchEvaluator;
import io.falcoj.sources.audit.chunks.ChunkReader;
import io.falcoj.sources.audit.event.AuditEvent;
import io.falcoj.sources.audit.problems.ReadProblem;
import io.falcoj.sources.audit.problems.ReadProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class AuditLogReplayTest {

  private static final int EVENTS = 5000;
  private static final int SMALL_CHUNK = 1 << 10;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void deliversInOrderWhateverTheWorkersTake(int workers) throws IOException {
    Recorder recorder = new Recorder();
    AtomicInteger made = new AtomicInteger();
    ReplayCounters counters =
        replay(log(EVENTS))
            .withWorkers(workers)
            .run(
                () -> {
                  made.incrementAndGet();
                  return slowly(Recorder.evaluator());
                },
                recorder);
    assertThat(made).hasValue(workers);
    assertThat(recorder.events).hasSize(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      assertThat(recorder.events.get(i)).startsWith((i + 1) + " ").contains("\"e" + i + "\"");
    }
    assertThat(counters).isEqualTo(recorder.lastProgress);
    assertThat(counters.events()).isEqualTo(EVENTS);
    assertThat(counters.bytes()).isEqualTo(log(EVENTS).length());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void strictEndsWithTheFirstProblemBehindAllEventsBeforeIt(int workers) {
    String log = log(50) + "what?\n" + log(50) + "and?\n" + log(1000);
    Recorder recorder = new Recorder();
    assertThatThrownBy(
            () ->
                replay(log)
                    .withWorkers(workers)
                    .withStrict(true)
                    .run(Recorder::evaluator, recorder))
        .isInstanceOfSatisfying(
            ReadProblemException.class, e -> assertThat(e.problem().line()).isEqualTo(51))
        .hasMessage("-:51:1: Could not read k8s audit event line #51, \"what?\": not JSON");
    assertThat(recorder.events).hasSize(50);
    assertThat(recorder.problems).isEmpty();
  }

  @Test
  void strictReadsAGoodLog() throws IOException {
    Recorder recorder = new Recorder();
    replay(log(100)).withStrict(true).run(Recorder::evaluator, recorder);
    assertThat(recorder.events).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anExceptionOfTheListenerEndsTheReplay(int workers) {
    ReplayListener<Integer> closed =
        new ReplayListener<>() {
          @Override
          public void batch(Integer result) throws IOException {
            throw new IOException("closed");
          }

          @Override
          public void problem(ReadProblem problem) {}
        };
    assertThatThrownBy(
            () -> replay(log(EVENTS)).withWorkers(workers).run(() -> failing(-1), closed))
        .isInstanceOf(IOException.class)
        .hasMessage("closed");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anExceptionOfAnEvaluatorEndsTheReplay(int workers) {
    ReplayListener<Integer> ignoring =
        new ReplayListener<>() {
          @Override
          public void batch(Integer result) {}

          @Override
          public void problem(ReadProblem problem) {}
        };
    assertThatThrownBy(
            () -> replay(log(EVENTS)).withWorkers(workers).run(() -> failing(1234), ignoring))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event 1234");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void anEventThatMemoryIsNotEnoughForIsToldAndLeftOut(int workers) throws IOException {
    Recorder recorder = new Recorder();
    AtomicInteger passing = new AtomicInteger(3);
    replay(log(EVENTS))
        .withWorkers(workers)
        .run(
            () ->
                hungry(
                    number ->
                        number == 17
                            || number == 18
                            || number == 3000
                            || number == 4000 && passing.getAndDecrement() == 3),
            recorder);
    assertThat(recorder.auditIds()).hasSize(EVENTS - 3).doesNotContain("e16", "e17", "e2999");
    assertThat(recorder.events.get(EVENTS - 4)).startsWith(EVENTS + " ");
    assertThat(recorder.messages())
        .hasSize(3)
        .allMatch(message -> message.contains("there is not enough memory for this event"));
    assertThat(recorder.problems.stream().map(ReadProblem::line)).containsExactly(17L, 18L, 3000L);
    assertThat(recorder.lastProgress.events()).isEqualTo(EVENTS - 3);
  }

  @Test
  void aStreamThatFailsIsNamedBehindTheEventsBeforeIt() {
    byte[] log = log(200).getBytes(StandardCharsets.UTF_8);
    InputStream failing =
        new InputStream() {
          private final InputStream in = new ByteArrayInputStream(log);

          @Override
          public int read() throws IOException {
            return in.read();
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            if (read < 0) {
              throw new IOException("device gone");
            }
            return read;
          }
        };
    Recorder recorder = new Recorder();
    assertThatThrownBy(
            () ->
                replay("")
                    .withStandardInput(failing)
                    .withWorkers(2)
                    .run(Recorder::evaluator, recorder))
        .isInstanceOf(IOException.class)
        .hasMessage("-: cannot be read: device gone");
    assertThat(recorder.events.size()).isGreaterThan(150);
  }

  @Test
  void checksItsArguments() {
    AuditLogReplay replay = AuditLogReplay.of(List.of());
    assertThatThrownBy(() -> replay.withWorkers(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> replay.withMaxEventSize(0)).hasMessageContaining("268435456");
    assertThatThrownBy(() -> replay.withMaxEventSize(AuditLogReplay.LARGEST_MAX_EVENT_SIZE + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losesNoLineBesideADamagedOne() throws IOException {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      int damagedLine = random.nextInt(30);
      StringBuilder log = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        String line = line(i);
        if (i == damagedLine) {
          line = damage(line, random);
        } else {
          expected.add("e" + i);
        }
        log.append(line).append('\n');
      }
      for (int chunkSize : new int[] {100, 333, ChunkReader.CHUNK_SIZE}) {
        Recorder recorder = new Recorder();
        replay(log.toString())
            .withChunkSize(chunkSize)
            .withWorkers(2)
            .run(Recorder::evaluator, recorder);
        assertThat(recorder.auditIds())
            .as("seed %d, chunks of %d: %s", seed, chunkSize, log)
            .containsSubsequence(expected)
            .hasSizeLessThanOrEqualTo(30);
      }
    }
  }

  /** What is written now and then to standard input must not wait for what is written later. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void evaluatesWhatStandardInputHasBeforeMoreComes(int workers) throws Exception {
    PipedInputStream input = new PipedInputStream(1 << 16);
    PipedOutputStream writer = new PipedOutputStream(input);
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    ReplayListener<List<String>> listener =
        new ReplayListener<>() {
          @Override
          public void batch(List<String> result) {
            seen.addAll(result);
          }

          @Override
          public void problem(ReadProblem problem) {
            seen.add(problem.message());
          }
        };
    FutureTask<ReplayCounters> replay =
        new FutureTask<>(
            () ->
                AuditLogReplay.of(List.of("-"))
                    .withStandardInput(input)
                    .withWorkers(workers)
                    .run(Recorder::evaluator, listener));
    new Thread(replay, "replay").start();
    for (String text :
        List.of(
            line(1) + "\n",
            line(2) + "\n" + line(3) + "\n\n",
            line(4).replace(",", ",\n  ") + "\r\n",
            "what?\n")) {
      int half = text.length() / 2;
      writer.write(text.substring(0, half).getBytes(StandardCharsets.UTF_8));
      writer.flush();
      Thread.sleep(5);
      writer.write(text.substring(half).getBytes(StandardCharsets.UTF_8));
      writer.flush();
      for (int record = 0; record < (text.contains("\n\n") ? 2 : 1); record++) {
        assertThat(seen.poll(240, TimeUnit.SECONDS)).as("seen of %s", text).isNotNull();
      }
    }
    writer.close();
    assertThat(replay.get().events()).isEqualTo(4);
    assertThat(seen).isEmpty();
  }

  @Test
  void seesTheSameHoweverStandardInputComes() throws IOException {
    for (long seed = 1; seed <= 150; seed++) {
      Random random = new Random(seed);
      StringBuilder log = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        String line = random.nextInt(3) == 0 ? line(i).replace(",", ",\n") : line(i);
        log.append(random.nextInt(10) == 0 ? damage(line, random) : line).append('\n');
      }
      Recorder whole = new Recorder();
      replay(log.toString()).run(Recorder::evaluator, whole);
      Recorder pieces = new Recorder();
      replay("")
          .withStandardInput(new Hesitant(log.toString(), random))
          .run(Recorder::evaluator, pieces);
      assertThat(pieces.auditIds()).as("seed %d: %s", seed, log).isEqualTo(whole.auditIds());
      // What is said of a record that does not end depends on what is there.
      assertThat(pieces.problems.stream().map(ReadProblem::line))
          .as("seed %d: %s", seed, log)
          .containsExactlyElementsOf(whole.problems.stream().map(ReadProblem::line).toList());
    }
  }

  /** Comes in pieces; before some of them nothing is there for a while. */
  private static final class Hesitant extends ByteArrayInputStream {

    private final Random random;

    Hesitant(String text, Random random) {
      super(text.getBytes(StandardCharsets.UTF_8));
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(200)));
    }

    @Override
    public synchronized int available() {
      return random.nextInt(100) == 0 ? super.available() : 0;
    }
  }

  private static String damage(String line, Random random) {
    int at = random.nextInt(line.length());
    switch (random.nextInt(4)) {
      case 0:
        return line.substring(0, at);
      case 1:
        return line.substring(at);
      case 2:
        char stray = "{}[]\",:\\x\u0000".charAt(random.nextInt(10));
        return line.substring(0, at) + stray + line.substring(at);
      default:
        return line.substring(0, at) + line.substring(at + 1);
    }
  }

  /** Every batch takes another time. */
  private static BatchEvaluator<List<String>> slowly(BatchEvaluator<List<String>> evaluator) {
    Random random = new Random(5);
    return new BatchEvaluator<>() {
      @Override
      public void accept(AuditEvent event) {
        evaluator.accept(event);
      }

      @Override
      public List<String> finish() {
        if (random.nextInt(20) == 0) {
          Thread.yield();
        }
        return evaluator.finish();
      }
    };
  }

  private static BatchEvaluator<List<String>> hungry(LongPredicate outOfMemory) {
    BatchEvaluator<List<String>> evaluator = Recorder.evaluator();
    return new BatchEvaluator<>() {
      @Override
      public void accept(AuditEvent event) {
        if (outOfMemory.test(event.number())) {
          throw new OutOfMemoryError("test");
        }
        evaluator.accept(event);
      }

      @Override
      public List<String> finish() {
        return evaluator.finish();
      }
    };
  }

  private static BatchEvaluator<Integer> failing(long number) {
    return new BatchEvaluator<>() {
      @Override
      public void accept(AuditEvent event) {
        if (event.number() == number) {
          throw new IllegalStateException("event " + number);
        }
      }

      @Override
      public Integer finish() {
        return 0;
      }
    };
  }

  private static AuditLogReplay replay(String log) {
    return AuditLogReplay.of(List.of("-"))
        .withChunkSize(SMALL_CHUNK)
        .withStandardInput(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
  }

  private static String log(int events) {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < events; i++) {
      log.append(line(i)).append('\n');
    }
    return log.toString();
  }

  private static String line(int number) {
    return DamagedLogsTest.event("e" + number);
  }
}
