// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.sources.audit.replay.DamagedLogsTest;
import io.falcoj.sources.audit.replay.Recorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same events in several streams at the same moment. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class AuditStreamsTest {

  private static final long SEED = 20261122;
  private static final Duration LONG = Duration.ofMinutes(4);

  private final AuditStreams<List<String>> streams = streams(LONG);

  private static AuditStreams<List<String>> streams(Duration patience) {
    return new AuditStreams<>(1 << 20, 2, patience, 1 << 16, Recorder::evaluator);
  }

  private static AuditStream<List<String>> open(
      AuditStreams<List<String>> streams, String... auditIds) {
    StringBuilder text = new StringBuilder();
    for (String id : auditIds) {
      text.append(DamagedLogsTest.event(id)).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return streams.open("body", new ByteArrayInputStream(bytes), 1 << 20);
  }

  /** Reads a stream on a thread of its own, and returns when that waits. */
  private static FutureTask<StreamBatch<List<String>>> readUntilItWaits(
      AuditStream<List<String>> stream) throws InterruptedException {
    FutureTask<StreamBatch<List<String>>> task = new FutureTask<>(stream::next);
    Thread thread = new Thread(task, "waiting");
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING && !task.isDone()) {
      Thread.sleep(1);
    }
    return task;
  }

  @Test
  void whatAnotherStreamMadeSafeIsLeftOut() throws Exception {
    AuditStream<List<String>> first = open(streams, "a", "b");
    assertThat(first.next().events()).isEqualTo(2);
    FutureTask<StreamBatch<List<String>>> second = readUntilItWaits(open(streams, "b", "c"));
    assertThat(second.isDone()).isFalse();
    first.remember();
    assertThat(second.get().events()).isEqualTo(1);
    assertThat(second.get().seen()).isEqualTo(1);
    assertThat(second.get().result()).singleElement().asString().contains("\"c\"");
  }

  @Test
  void whatAnotherStreamCouldNotMakeSafeIsEvaluated() throws Exception {
    AuditStream<List<String>> first = open(streams, "a", "b");
    first.next();
    FutureTask<StreamBatch<List<String>>> second = readUntilItWaits(open(streams, "b", "c"));
    first.close();
    assertThat(second.get().events()).isEqualTo(2);
  }

  @Test
  void anotherStreamIsNotAwaitedWithoutEnd() throws Exception {
    AuditStreams<List<String>> impatient = streams(Duration.ofMillis(10));
    AuditStream<List<String>> first = open(impatient, "a");
    first.next();
    assertThatThrownBy(() -> open(impatient, "a").next())
        .isInstanceOf(StreamsBusyException.class)
        .hasMessage("its events came already and are not safe yet");
    assertThat(open(impatient, "b").next().events()).isEqualTo(1);
    first.remember();
    assertThat(open(impatient, "a").next().seen()).isEqualTo(1);
  }

  @Test
  void everyEventComesToItsEndOnce() throws Exception {
    Map<String, Integer> safe = new ConcurrentHashMap<>();
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<Void>> sent = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      Random random = new Random(SEED + sender);
      sent.add(senders.submit(sending(random, safe)));
    }
    for (Future<Void> each : sent) {
      each.get();
    }
    senders.shutdown();
    assertThat(safe).as("seed %d", SEED).hasSizeGreaterThan(50);
    assertThat(safe.values()).as("seed %d", SEED).containsOnly(1);
  }

  /** Sends bodies of few different events, each until it is taken. */
  private Callable<Void> sending(Random random, Map<String, Integer> safe) {
    return () -> {
      for (int body = 0; body < 200; body++) {
        String[] ids = new String[1 + random.nextInt(5)];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = "e" + random.nextInt(10 + body / 2);
        }
        while (!isTaken(ids, random.nextInt(3) == 0, safe)) {}
        assertThat(safe).as("seed %d", SEED).containsKeys(ids);
      }
      return null;
    };
  }

  private boolean isTaken(String[] ids, boolean fails, Map<String, Integer> safe)
      throws IOException, InterruptedException {
    try (AuditStream<List<String>> stream = open(streams, ids)) {
      for (StreamBatch<List<String>> batch = stream.next(); batch != null; batch = stream.next()) {
        if (fails) {
          return false;
        }
        for (String event : batch.result()) {
          safe.merge(Recorder.auditId(event), 1, Integer::sum);
        }
        stream.remember();
      }
      return true;
    }
  }
}
