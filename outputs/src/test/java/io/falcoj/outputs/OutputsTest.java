// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.spool.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one output does is nothing to another, and nothing that was accepted is lost silently. */
@Timeout(600)
class OutputsTest {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final CapturedLog log = CapturedLog.start();

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void everyOutputGetsAllLinesInTheirOrder() throws IOException {
    GatedOutput one = GatedOutput.open();
    GatedOutput other = GatedOutput.open();
    List<String> expected = new ArrayList<>();
    try (Outputs outputs = Outputs.forReplay().add(one).add(other).start()) {
      for (int i = 0; i < 500; i++) {
        outputs.put(TestLines.of("a" + i, "b" + i));
        expected.addAll(List.of("a" + i, "b" + i));
      }
    }
    assertThat(one.lines()).isEqualTo(expected);
    assertThat(other.lines()).isEqualTo(expected);
  }

  @Test
  void linesThatWaitTogetherKeepTheirOrderWhenWrittenTogether() throws Exception {
    GatedOutput output = GatedOutput.blocked();
    try (Outputs outputs =
        Outputs.forReplay().use(QueueOptions.STANDARD.withBuffered(true)).add(output).start()) {
      IntStream.range(0, 300).forEach(i -> putQuietly(outputs, "line " + i));
      output.unblock();
    }
    assertThat(output.lines())
        .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void aBlockedOutputStopsNoOther() throws IOException {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput open = GatedOutput.open();
    try (Outputs outputs = Outputs.forLive().add(blocked).add(open).start()) {
      Delivery delivery = outputs.offer(TestLines.of("one"));
      outputs.offerOrDrop(TestLines.of("two"));
      await(() -> open.lines().equals(List.of("one", "two")));
      assertThatThrownBy(() -> delivery.await(SHORT))
          .isInstanceOf(IOException.class)
          .hasMessage("alerts were not delivered within 50 ms");
      blocked.unblock();
      delivery.await(LONG);
    }
    assertThat(blocked.lines()).containsExactly("one", "two");
  }

  @Test
  void whatIsOfferedGoesToAllOutputsOrToNone() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput open = GatedOutput.open();
    try (Outputs outputs =
        Outputs.forLive()
            .use(QueueOptions.STANDARD.withCapacity(2))
            .add(open)
            .add(blocked)
            .start()) {
      outputs.offer(TestLines.of("one"));
      blocked.awaitTry();
      outputs.offer(TestLines.of("two"));
      await(() -> open.lines().size() == 2);
      assertThatThrownBy(() -> outputs.offer(TestLines.of("three")))
          .isInstanceOf(OutputsFullException.class)
          .hasMessage("the output blocked has no room for more alerts");
      assertThat(open.lines()).containsExactly("one", "two");
      blocked.unblock();
      await(() -> blocked.lines().size() == 2);
      outputs.offer(TestLines.of("three")).await(LONG);
    }
    assertThat(blocked.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void whatIsTooLargeForAnyQueueWaitsAlone() throws IOException {
    GatedOutput output = GatedOutput.open();
    try (Outputs outputs =
        Outputs.forLive().use(QueueOptions.STANDARD.withCapacity(1)).add(output).start()) {
      outputs.offer(TestLines.of("one", "two", "three")).await(LONG);
    }
    assertThat(output.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void whoPutsWaitsForRoomAndLosesNothing() throws Exception {
    GatedOutput output = GatedOutput.blocked();
    try (Outputs outputs =
        Outputs.forReplay().use(QueueOptions.STANDARD.withCapacity(3)).add(output).start()) {
      CompletableFuture<Void> producer =
          CompletableFuture.runAsync(
              () -> IntStream.range(0, 50).forEach(i -> putQuietly(outputs, "line " + i)));
      output.awaitTry();
      await(() -> outputs.counters().get(0).queued() == 3);
      assertThat(producer).isNotDone();
      output.unblock();
      producer.get(240, TimeUnit.SECONDS);
    }
    assertThat(output.lines())
        .isEqualTo(IntStream.range(0, 50).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void aFullQueueDropsForItsOutputAloneAndSaysSo() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput open = GatedOutput.open();
    try (Outputs outputs =
        Outputs.forLive()
            .use(QueueOptions.STANDARD.withCapacity(1))
            .add(blocked)
            .add(open)
            .start()) {
      outputs.offerOrDrop(TestLines.of("one"));
      blocked.awaitTry();
      for (int i = 0; i < 1000; i++) {
        await(() -> outputs.counters().get(1).queued() == 0);
        outputs.offerOrDrop(TestLines.of("more"));
      }
      await(() -> open.lines().size() == 1001);
      assertThat(outputs.counters().get(0).dropped()).isEqualTo(1000);
      assertThat(outputs.counters().get(1).dropped()).isZero();
      blocked.unblock();
    }
    assertThat(log.messages())
        .contains("Outputs queue out of memory. Drop event and continue on ...")
        .filteredOn(message -> message.startsWith("blocked: no room for more alerts"))
        .hasSize(1);
  }

  @Test
  void aFailedWriteIsToldWhereverItMatters() throws IOException {
    GatedOutput broken = GatedOutput.open();
    broken.failWith(() -> new IOException("no space"));
    GatedOutput open = new GatedOutput("open", 0);
    try (Outputs outputs = Outputs.forLive().add(broken).add(open).start()) {
      Delivery delivery = outputs.offer(TestLines.of("one", "two"));
      assertThatThrownBy(() -> delivery.await(LONG))
          .isInstanceOf(IOException.class)
          .hasMessage("no space");
      broken.failWith(null);
      outputs.offer(TestLines.of("three")).await(LONG);
      assertThat(outputs.failures()).containsOnlyKeys("test");
      OutputCounters counters = outputs.counters().get(0);
      assertThat(counters.failed()).isEqualTo(2);
      assertThat(counters.written()).isEqualTo(1);
    }
    assertThat(open.lines()).containsExactly("one", "two", "three");
    assertThat(log.messages())
        .contains("test: no space (2 alerts given up so far)", "test: takes alerts again");
  }

  @Test
  void failuresThatRepeatAreToldFromTimeToTime() throws IOException {
    GatedOutput broken = GatedOutput.open();
    broken.failWith(() -> new IOException("no space"));
    try (Outputs outputs = Outputs.forLive().add(broken).start()) {
      for (int i = 0; i < 100; i++) {
        Delivery delivery = outputs.offer(TestLines.of("line"));
        assertThatThrownBy(() -> delivery.await(LONG)).hasMessage("no space");
      }
    }
    assertThat(log.messages()).hasSize(1);
  }

  @Test
  void anErrorInAnOutputEndsNeitherItNorOthers() throws IOException {
    GatedOutput output = GatedOutput.open();
    output.failWith(
        () -> {
          throw new OutOfMemoryError("test");
        });
    try (Outputs outputs = Outputs.forLive().add(output).start()) {
      Delivery delivery = outputs.offer(TestLines.of("one"));
      assertThatThrownBy(() -> delivery.await(LONG)).hasMessageContaining("OutOfMemoryError");
      output.failWith(null);
      outputs.offer(TestLines.of("two")).await(LONG);
    }
    assertThat(output.lines()).containsExactly("two");
  }

  @Test
  void anOutputThatMayRecoverIsTriedAgain() throws IOException {
    GatedOutput output = new GatedOutput("http", 3);
    output.failWith(
        () -> {
          if (output.tries() == 3) {
            output.failWith(null);
          }
          return new IOException("refused");
        });
    try (Outputs outputs = Outputs.forReplay().add(output).start()) {
      outputs.put(TestLines.of("one", "two"));
    }
    assertThat(output.lines()).containsExactly("one", "two");
    assertThat(output.tries()).isEqualTo(5);
  }

  @Test
  void anOutputThatDoesNotRecoverIsNotTriedForEveryAlert() throws IOException {
    GatedOutput output = new GatedOutput("http", 2);
    output.failWith(() -> new IOException("refused"));
    Outputs outputs = Outputs.forReplay().add(output).start();
    for (int i = 0; i < 1000; i++) {
      outputs.put(TestLines.of("line"));
    }
    outputs.close();
    assertThat(outputs.counters().get(0).failed()).isEqualTo(1000);
    assertThat(output.tries()).isLessThan(50);
    assertThat(outputs.failures())
        .hasEntrySatisfying("http", e -> assertThat(e).hasMessage("refused"));
  }

  @Test
  void anAlertThatIsRefusedIsGivenUpAlone() throws IOException {
    GatedOutput output = new GatedOutput("http", 5);
    output.failWith(
        () -> {
          output.failWith(null);
          return new RefusedAlertException("answered 400");
        });
    Outputs outputs = Outputs.forLive().add(output).start();
    outputs.offer(TestLines.of("bad", "good")).await(LONG);
    outputs.close();
    assertThat(output.lines()).containsExactly("good");
    assertThat(outputs.counters().get(0).failed()).isEqualTo(1);
    assertThat(log.messages()).contains("http: answered 400 (1 alerts given up so far)");
  }

  @Test
  void anOutputWithoutReaderIsLeftOut() throws IOException {
    GatedOutput lost = GatedOutput.open();
    lost.failWith(() -> new ClosedOutputException(new IOException("Broken pipe")));
    GatedOutput open = GatedOutput.open();
    Outputs outputs = Outputs.forLive().add(lost).add(open).start();
    Delivery first = outputs.offer(TestLines.of("one"));
    assertThatThrownBy(() -> first.await(LONG)).hasMessage("Broken pipe");
    assertThat(outputs.nobodyReads()).isFalse();
    outputs.offer(TestLines.of("two")).await(LONG);
    outputs.put(TestLines.of("three"));
    outputs.close();
    assertThat(open.lines()).containsExactly("one", "two", "three");
  }

  @Test
  void knowsWhenNobodyReads() throws IOException {
    GatedOutput lost = GatedOutput.open();
    lost.failWith(() -> new ClosedOutputException(new IOException("Broken pipe")));
    try (Outputs outputs = Outputs.forReplay().add(lost).start()) {
      outputs.put(TestLines.of("one"));
      outputs.flush();
      assertThat(outputs.nobodyReads()).isTrue();
      assertThatCode(() -> outputs.put(TestLines.of("two"))).doesNotThrowAnyException();
      Delivery delivery = outputs.offer(TestLines.of("three"));
      assertThatThrownBy(() -> delivery.await(LONG)).isInstanceOf(IOException.class);
      assertThat(outputs.failures()).isEmpty();
    }
    try (Outputs none = Outputs.forReplay().start()) {
      assertThat(none.nobodyReads()).isFalse();
      none.offer(TestLines.of("nowhere")).await(LONG);
    }
  }

  @Test
  void everyOutputIsOpenedAnew() throws IOException {
    GatedOutput one = GatedOutput.open();
    GatedOutput other = GatedOutput.open();
    try (Outputs outputs = Outputs.forLive().add(one).add(other).start()) {
      outputs.offer(TestLines.of("line")).await(LONG);
      outputs.reopen();
      await(() -> one.reopened() == 1 && other.reopened() == 1);
    }
  }

  @Test
  void aWriteThatTakesTooLongIsToldOnce() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput later = GatedOutput.blocked("later", 0);
    try (Outputs outputs =
        Outputs.forLive().use(QueueOptions.STANDARD.withTimeout(SHORT)).add(blocked).start()) {
      outputs.offer(TestLines.of("one"));
      await(() -> log.messages().size() == 1);
      // By the time that this one is told, the first has been looked at again and again.
      outputs.exchange(later, null);
      outputs.offer(TestLines.of("two"));
      await(() -> log.messages().size() == 2);
      blocked.unblock();
      later.unblock();
    }
    assertThat(log.messages())
        .containsExactly(
            "\"blocked\" output timeout, this output channel is blocked",
            "\"later\" output timeout, this output channel is blocked");
  }

  @Test
  void whoReadsAReplayMayPause() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput server = GatedOutput.blocked("server", 1);
    try (Outputs outputs =
        Outputs.forReplay()
            .use(QueueOptions.STANDARD.withTimeout(Duration.ofMillis(1)))
            .add(blocked)
            .add(server)
            .start()) {
      outputs.put(TestLines.of("one"));
      await(() -> !log.messages().isEmpty());
      blocked.unblock();
      server.unblock();
    }
    assertThat(log.messages())
        .containsExactly("\"server\" output timeout, this output channel is blocked");
  }

  @Test
  void closingDoesNotWaitForAnOutputThatHangs() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    GatedOutput open = GatedOutput.open();
    Outputs outputs = Outputs.forLive().patience(SHORT).add(blocked).add(open).start();
    outputs.offerOrDrop(TestLines.of("one"));
    blocked.awaitTry();
    outputs.offerOrDrop(TestLines.of("two"));
    outputs.close();
    assertThat(open.lines()).containsExactly("one", "two");
    assertThat(outputs.counters().get(0).dropped()).isEqualTo(1);
    assertThat(log.messages())
        .anyMatch(
            message ->
                message.startsWith(
                    "output channels still blocked, discarding all remaining notifications"));
  }

  @Test
  void fillingTheSpoolOfAnOutputThatFailsIsNoSuccess(@TempDir Path folder) throws IOException {
    GatedOutput output = new GatedOutput("dead", OutputWriter.FOREVER);
    output.failWith(() -> new IOException("nobody there"));
    Spool spool = Spool.open(folder, new SpoolOptions(1 << 20, SyncPolicy.NEVER));
    try (Outputs outputs = Outputs.forLive().add(output, spool).start()) {
      outputs.offer(TestLines.of("one")).await(LONG);
      await(() -> log.messages().size() > 0);
      outputs.offer(TestLines.of("two")).await(LONG);
      assertThat(log.messages()).containsExactly("dead: nobody there");
      output.failWith(null);
      await(() -> output.lines().size() == 2);
    }
    assertThat(log.messages()).containsExactly("dead: nobody there", "dead: takes alerts again");
  }

  @Test
  void afterClosingNothingIsAccepted() throws IOException {
    GatedOutput output = GatedOutput.open();
    Outputs outputs = Outputs.forLive().add(output).start();
    outputs.close();
    Delivery delivery = outputs.offer(TestLines.of("late"));
    assertThatThrownBy(() -> delivery.await(LONG)).hasMessage("the output test is closed");
  }

  @Test
  void nothingTakesNoTime() throws IOException {
    GatedOutput blocked = GatedOutput.blocked();
    try (Outputs outputs = Outputs.forLive().add(blocked).start()) {
      outputs.offer(AlertLines.NONE).await(Duration.ZERO);
      outputs.put(AlertLines.NONE);
      outputs.offerOrDrop(AlertLines.NONE);
      assertThat(outputs.counters().get(0).queued()).isZero();
    }
  }

  private static void putQuietly(Outputs outputs, String line) {
    try {
      outputs.put(TestLines.of(line));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
