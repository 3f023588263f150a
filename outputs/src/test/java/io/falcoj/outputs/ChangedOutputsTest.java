// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.spool.SyncPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that come, go, and take the place of others while alerts are brought. */
@Timeout(600)
class ChangedOutputsTest {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;

  private final CapturedLog log = CapturedLog.start();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void anotherOutputTakesWhatComesAfterIt() throws IOException {
    GatedOutput one = GatedOutput.open();
    GatedOutput other = GatedOutput.open();
    try (Outputs outputs = Outputs.forLive().add(one).start()) {
      outputs.offer(TestLines.of("one")).await(LONG);
      outputs.replace(other);
      assertThat(one.isClosed()).isTrue();
      outputs.offer(TestLines.of("two")).await(LONG);
      assertThat(one.lines()).containsExactly("one");
      assertThat(other.lines()).containsExactly("two");
      assertThat(outputs.counters().get(0).written()).isEqualTo(2);
    }
  }

  @Test
  void whatWaitsForAnOutputThatHangsGoesToTheOther() throws Exception {
    GatedOutput hanging = GatedOutput.blocked();
    hanging.failWith(() -> new IOException("closed under the write"));
    GatedOutput other = new GatedOutput("blocked", 0);
    try (Outputs outputs = Outputs.forLive().patience(SHORT).add(hanging).start()) {
      List<Delivery> deliveries = new ArrayList<>();
      for (String line : numbered(3)) {
        deliveries.add(outputs.offer(TestLines.of(line)));
      }
      hanging.awaitTry();
      outputs.replace(other);
      for (Delivery delivery : deliveries) {
        delivery.await(LONG);
      }
      assertThat(other.lines()).containsExactlyElementsOf(numbered(3));
      assertThat(outputs.counters().get(0).failed()).isZero();
    }
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void whatASpoolKeepsGoesToTheOtherAtOnce() throws IOException {
    GatedOutput dead = GatedOutput.open();
    dead.failWith(() -> new IOException("nobody there"));
    GatedOutput other = GatedOutput.open();
    Spool spool = Spool.open(folder, new SpoolOptions(1 << 20, SyncPolicy.ALWAYS));
    try (Outputs outputs = Outputs.forLive().add(dead, spool).start()) {
      for (String line : numbered(20)) {
        outputs.offer(TestLines.of(line)).await(LONG);
      }
      // By then it waits for seconds between two tries.
      await(() -> dead.tries() >= 4);
      spool.use(new SpoolOptions(1 << 20, SyncPolicy.INTERVAL));
      outputs.replace(other);
      await(() -> other.lines().size() == 20);
      assertThat(other.lines()).containsExactlyElementsOf(numbered(20));
    }
  }

  @Test
  void anotherSpoolBeginsWhenTheOneBeforeIsWritten() throws IOException {
    GatedOutput one = GatedOutput.open();
    GatedOutput other = GatedOutput.open();
    SpoolOptions options = new SpoolOptions(1 << 20, SyncPolicy.NEVER);
    try (Outputs outputs =
        Outputs.forLive().add(one, Spool.open(folder.resolve("one"), options)).start()) {
      outputs.offer(TestLines.of("one")).await(LONG);
      outputs.exchange(other, Spool.open(folder.resolve("other"), options));
      assertThat(one.lines()).containsExactly("one");
      outputs.offer(TestLines.of("two")).await(LONG);
      await(() -> other.lines().size() == 1);
      assertThat(one.lines()).containsExactly("one");
    }
  }

  @Test
  void anOutputThatIsRemovedWritesWhatItHas() throws Exception {
    GatedOutput removed = GatedOutput.blocked();
    GatedOutput stays = GatedOutput.open();
    try (Outputs outputs = Outputs.forLive().add(removed).add(stays).start()) {
      List<Delivery> deliveries = new ArrayList<>();
      for (String line : numbered(3)) {
        deliveries.add(outputs.offer(TestLines.of(line)));
      }
      removed.unblock();
      outputs.remove("blocked");
      for (Delivery delivery : deliveries) {
        delivery.await(LONG);
      }
      assertThat(removed.lines()).containsExactlyElementsOf(numbered(3));
      outputs.offer(TestLines.of("last")).await(LONG);
      assertThat(removed.lines()).hasSize(3);
      assertThat(stays.lines()).hasSize(4).endsWith("last");
      assertThat(outputs.counters()).hasSize(1);
    }
  }

  @Test
  void anOutputThatIsRemovedWhileItHangsIsGivenUpAndTold() throws Exception {
    GatedOutput hanging = GatedOutput.blocked();
    try (Outputs outputs = Outputs.forLive().patience(SHORT).add(hanging).start()) {
      outputs.offer(TestLines.of("one"));
      hanging.awaitTry();
      Delivery waiting = outputs.offer(TestLines.of("two"));
      outputs.remove("blocked");
      assertThatThrownBy(() -> waiting.await(LONG)).hasMessage("the output blocked is blocked");
    }
    assertThat(log.messages())
        .anyMatch(message -> message.startsWith("output channels still blocked, discarding"));
  }

  @Test
  void moreRoomIsThereAtOnce() throws Exception {
    GatedOutput blocked = GatedOutput.blocked();
    QueueOptions options = QueueOptions.STANDARD.withCapacity(1);
    try (Outputs outputs = Outputs.forLive().use(options).add(blocked).start()) {
      outputs.offer(TestLines.of("one"));
      assertThatThrownBy(() -> outputs.offer(TestLines.of("two")))
          .isInstanceOf(OutputsFullException.class);
      outputs.use(options.withCapacity(2).withTimeout(SHORT));
      outputs.offer(TestLines.of("two"));
      await(() -> !log.messages().isEmpty());
      assertThat(log.messages())
          .containsExactly("\"blocked\" output timeout, this output channel is blocked");
      blocked.unblock();
    }
    assertThat(blocked.lines()).containsExactly("one", "two");
  }

  @Test
  void underLoadEveryLineIsWrittenOnce() throws Exception {
    List<GatedOutput> all = new ArrayList<>(List.of(GatedOutput.open()));
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Outputs outputs = Outputs.forLive().add(all.get(0)).start()) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        running.add(
            threads.submit(
                () -> {
                  while (!ended.get()) {
                    outputs.offer(TestLines.of("alert " + next.getAndIncrement())).await(LONG);
                  }
                  return null;
                }));
      }
      for (int change = 0; change < 50; change++) {
        int before = next.get();
        await(() -> next.get() > before + 10);
        GatedOutput changed = GatedOutput.open();
        if (change % 2 == 0) {
          outputs.replace(changed);
        } else {
          outputs.exchange(changed, null);
        }
        all.add(changed);
      }
      ended.set(true);
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      ended.set(true);
      threads.shutdown();
    }
    assertThat(all.stream().flatMap(output -> output.lines().stream()))
        .containsExactlyInAnyOrderElementsOf(numbered(next.get()));
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "alert " + i).toList();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
