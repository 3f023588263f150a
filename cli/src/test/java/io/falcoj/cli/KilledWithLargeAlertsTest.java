// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.falcoj.testdata.ToolRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A falcoj that is killed while it writes alerts of 3 to 12 MB, to a file, to a server and to the
 * spool before that server. {@code benchmarks/kills} does it more often.
 */
@Timeout(1200)
class KilledWithLargeAlertsTest {

  private static final int KILLS = Integer.getInteger("falcoj.kills", 6);
  private static final long SEED = Long.getLong("falcoj.seed", 9);
  private static final int CLIENTS = 2;
  private static final String CUT = "an alert that is cut";

  @TempDir private Path folder;

  private final LargeAlerts alerts = new LargeAlerts(SEED);
  private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
  private final Set<String> inFile = ConcurrentHashMap.newKeySet();
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final AtomicLong receivedBytes = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean isAway;
  private int torn;
  private Path file;
  private Path spool;
  private HttpServer server;

  @BeforeEach
  void begin() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), LargeAlerts.RULE);
    file = folder.resolve("alerts");
    spool = folder.resolve("spool");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void noAnsweredEventIsWithoutItsAlert() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      // The spool is filled while the server is away, and emptied in between.
      isAway = kill % 3 == 1;
      try (FalcojProcess falcoj = start(file, kill % 2 == 0)) {
        List<Future<?>> clients = post(falcoj.webhook());
        awaitGrowth(falcoj, kill);
        falcoj.signal("KILL");
        falcoj.awaitExit();
        for (Future<?> client : clients) {
          client.get();
        }
      }
      readFile();
    }
    isAway = false;
    try (FalcojProcess falcoj = start(file, true)) {
      for (String id : unanswered) {
        postUntilAnswered(falcoj, id);
      }
      falcoj.await("all alerts at the server", () -> received.containsAll(alerts.answered()));
      assertThat(falcoj.terminate()).isZero();
    }
    readFile();
    System.out.printf(
        "%d kills, seed %d: %d events answered, %d alerts in the file, %d at the server, %d torn%n",
        KILLS, SEED, alerts.answered().size(), inFile.size(), received.size(), torn);
    assertThat(file).as("behind the last line").isEmptyFile();
    assertThat(inFile).containsAll(alerts.answered());
    assertThat(received).containsAll(alerts.answered()).doesNotContain(CUT);
    assertThat(torn).as("torn lines, each of them alone").isLessThanOrEqualTo(KILLS);
    assertThat(alerts.answered()).isNotEmpty();
  }

  @Test
  void aFullDiskThenAKillThenRoomAgainCostNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    ToolRun mount =
        ToolRun.of(
            folder, List.of("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()));
    Assumptions.assumeTrue(mount.exitCode() == 0, "needs root, to mount a small disk");
    file = disk.resolve("alerts");
    Path filler = Files.write(disk.resolve("filler"), new byte[14 << 20]);
    try {
      String id = alerts.newId();
      try (FalcojProcess falcoj = start(file, true)) {
        assertThat(falcoj.post(alerts.event(id))).isEqualTo(503);
        assertThat(Files.size(file)).isPositive();
        falcoj.signal("KILL");
        falcoj.awaitExit();
      }
      Files.delete(filler);
      try (FalcojProcess falcoj = start(file, true)) {
        postUntilAnswered(falcoj, id);
        assertThat(falcoj.terminate()).isZero();
      }
      readFile();
      assertThat(inFile).containsExactly(id);
      assertThat(torn).isEqualTo(1);
    } finally {
      ToolRun.of(folder, List.of("umount", "-l", disk.toString()));
    }
  }

  private FalcojProcess start(Path alertFile, boolean keepAlive) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-r", folder.resolve("rules.yaml").toString(), "--enable-source", "k8s_audit"));
    for (String setting :
        List.of(
            "stdout_output.enabled=false",
            "file_output.enabled=true",
            "file_output.keep_alive=" + keepAlive,
            "file_output.filename=" + alertFile,
            "http_output.enabled=true",
            "http_output.url=http://127.0.0.1:" + server.getAddress().getPort() + "/",
            "falcoj.spool.path=" + spool)) {
      arguments.addAll(List.of("-o", setting));
    }
    FalcojProcess falcoj =
        FalcojProcess.start(List.of("-Xmx512m"), arguments.toArray(String[]::new));
    falcoj.awaitErr("webhook on ");
    return falcoj;
  }

  private List<Future<?>> post(URI webhook) {
    List<Future<?>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(threads.submit(() -> postUntilItDies(webhook)));
    }
    return clients;
  }

  /** What was not answered is sent again, as an API server does. */
  private void postUntilItDies(URI webhook) {
    while (true) {
      String again = unanswered.poll();
      String id = again == null ? alerts.newId() : again;
      try {
        if (FalcojProcess.post(webhook, BodyPublishers.ofString(alerts.event(id))) == 200) {
          alerts.answered(id);
        } else {
          unanswered.add(id);
        }
      } catch (IOException e) {
        unanswered.add(id);
        return;
      }
    }
  }

  private void postUntilAnswered(FalcojProcess falcoj, String id) {
    String event = alerts.event(id);
    falcoj.await(
        "an answer to " + id,
        () -> {
          try {
            return falcoj.post(event) == 200;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    alerts.answered(id);
  }

  /** Waits until one of the outputs is in the midst of an alert, as like as not. */
  private void awaitGrowth(FalcojProcess falcoj, int kill) {
    LongSupplier growing =
        switch (kill % 3) {
          case 0 -> () -> size(file);
          case 1 -> this::spoolSize;
          default -> receivedBytes::get;
        };
    long end = growing.getAsLong() + alerts.someBytes();
    falcoj.await("some bytes of alerts", () -> growing.getAsLong() >= end);
  }

  private long spoolSize() {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.mapToLong(KilledWithLargeAlertsTest::size).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the lines that have an end, and takes them away. */
  private void readFile() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        String id = alerts.idOf(Arrays.copyOfRange(bytes, begin, i));
        if (id.isEmpty()) {
          torn++;
        } else {
          inFile.add(id);
        }
        begin = i + 1;
      }
    }
    Files.write(file, Arrays.copyOfRange(bytes, begin, bytes.length));
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (isAway) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      long length = Long.parseLong(exchange.getRequestHeaders().getFirst("Content-Length"));
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      InputStream in = exchange.getRequestBody();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        body.write(buffer, 0, count);
        receivedBytes.addAndGet(count);
      }
      if (body.size() == length) {
        String id = alerts.idOf(body.toByteArray());
        received.add(id.isEmpty() ? CUT : id);
        exchange.sendResponseHeaders(200, -1);
      }
    }
  }
}
