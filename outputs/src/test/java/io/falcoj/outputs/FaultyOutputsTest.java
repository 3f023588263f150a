// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.http.ClientTls;
import io.falcoj.outputs.http.HttpOutput;
import io.falcoj.outputs.http.HttpSettings;
import io.falcoj.outputs.program.ProgramOutput;
import io.falcoj.outputs.spool.Spool;
import io.falcoj.outputs.spool.SpoolOptions;
import io.falcoj.outputs.spool.SyncPolicy;
import io.falcoj.outputs.syslog.SyslogOutput;
import io.falcoj.outputs.syslog.SystemLog;
import io.falcoj.testdata.HttpPeer;
import io.falcoj.testdata.ToolRun;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real outputs with real faults: the others go on, and what was accepted comes in the end. */
@Timeout(600)
class FaultyOutputsTest {

  private static final Duration LONG = Duration.ofMinutes(4);

  /** Longer than any test may take. */
  private static final Duration HTTP_TIMEOUT = Duration.ofMinutes(10);

  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;

  private final CapturedLog log = CapturedLog.start();
  private final List<Path> mounted = new ArrayList<>();

  @AfterEach
  void tidyUp() throws Exception {
    log.close();
    for (Path mount : mounted) {
      ToolRun.of(folder, List.of("umount", "-l", mount.toString()));
    }
  }

  @Test
  void oneGoodOutputAmongManyBadOnesGetsEverything() throws Exception {
    Path good = folder.resolve("alerts");
    URI nobody;
    try (HttpPeer peer = HttpPeer.start()) {
      nobody = peer.url();
    }
    try (PipedOutputStream unread = new PipedOutputStream(new PipedInputStream())) {
      Outputs outputs =
          Outputs.forLive()
              .use(QueueOptions.STANDARD.withTimeout(SHORT))
              .patience(SHORT)
              .add(new StdoutOutput(unread, e -> false))
              .add(new FileOutput(good, true))
              .add(http(nobody), spool("http", 1 << 20))
              .add(new ProgramOutput("exec sleep 20", true, OutputStream.nullOutputStream(), SHORT))
              .add(
                  new SyslogOutput(new SystemLog(folder.resolve("no-log"), "test")),
                  spool("syslog", 1 << 20))
              .start();
      for (int i = 0; i < 500; i++) {
        outputs.offerOrDrop(TestLines.of("alert " + i));
      }
      await(() -> counters(outputs, "file").written() == 500);
      assertThat(good).content().isEqualTo(numbered(500));
      await(() -> log.messages().contains(timedOut("stdout")));
      await(() -> hasSaid("http: " + nobody + ": connection refused"));
      await(() -> hasSaid("syslog: "));
      outputs.close();
      assertThat(counters(outputs, "http").spooledBytes()).isPositive();
      assertThat(log.messages())
          .anyMatch(each -> each.startsWith("http: ") && each.endsWith("for the next start"))
          .contains("program: it went on for 200 ms after the end of its input, and was ended");
    }
  }

  @Test
  void aServerThatHangsHoldsUpNobodyElse() throws Exception {
    Path good = folder.resolve("alerts");
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      try (Outputs outputs =
          Outputs.forLive()
              .use(QueueOptions.STANDARD.withTimeout(SHORT))
              .patience(SHORT)
              .add(new FileOutput(good, true))
              .add(http(url), spool("http", 1 << 20))
              .start()) {
        for (int i = 0; i < 200; i++) {
          outputs.offer(TestLines.of("alert " + i)).await(LONG);
        }
        assertThat(good).content().isEqualTo(numbered(200));
        await(() -> log.messages().contains(timedOut("http")));
      }
      assertThat(folder.resolve("http")).isDirectoryContaining("glob:**.spool");
    }
  }

  @Test
  void whatAnOutputMissedComesAfterTheNextStart() throws Exception {
    int port;
    try (HttpPeer peer = HttpPeer.start()) {
      port = peer.port();
    }
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    try (Outputs outputs =
        Outputs.forLive().patience(SHORT).add(http(url), spool("http", 1 << 20)).start()) {
      for (int i = 0; i < 100; i++) {
        outputs.offer(TestLines.of("alert " + i)).await(LONG);
      }
    }
    try (HttpPeer peer = HttpPeer.startAt(port);
        Outputs outputs = Outputs.forLive().add(http(url), spool("http", 1 << 20)).start()) {
      outputs.offer(TestLines.of("alert 100")).await(LONG);
      await(() -> counters(outputs, "http").spooledBytes() == 0);
      assertThat(peer.bodies())
          .isEqualTo(IntStream.rangeClosed(0, 100).mapToObj(i -> "alert " + i).toList());
    }
  }

  @Test
  void aFullSpoolRefusesWhatIsOfferedAndDropsWhatIsNot() throws Exception {
    Path good = folder.resolve("alerts");
    GatedOutput blocked = GatedOutput.blocked();
    String large = "x".repeat(10_000);
    try (Outputs outputs =
        Outputs.forLive()
            .patience(SHORT)
            .add(new FileOutput(good, true))
            .add(blocked, spool("blocked", 100_000))
            .start()) {
      int accepted = 0;
      try {
        while (accepted < 1000) {
          outputs.offer(TestLines.of(large)).await(LONG);
          accepted++;
        }
      } catch (OutputsFullException e) {
        assertThat(e).hasMessage("the output blocked has no room for more alerts");
      }
      assertThat(accepted).isBetween(8, 10);
      assertThat(Files.size(good)).isEqualTo(accepted * 10_001L);
      outputs.offerOrDrop(TestLines.of(large));
      await(() -> counters(outputs, "file").queued() == 0);
      assertThat(Files.size(good)).isEqualTo((accepted + 1) * 10_001L);
      assertThat(counters(outputs, "blocked").dropped()).isEqualTo(1);
      blocked.unblock();
      int all = accepted;
      await(() -> blocked.lines().size() == all);
      outputs.offer(TestLines.of("last")).await(LONG);
      await(() -> blocked.lines().size() == all + 1);
    }
  }

  @Test
  void aDiskThatFillsStopsOnlyWhatIsWrittenThere() throws Exception {
    Path small = smallDisk("64k");
    Path good = folder.resolve("alerts");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Outputs outputs =
        Outputs.forLive()
            .add(new StdoutOutput(out, e -> false))
            .add(new FileOutput(small.resolve("alerts"), true))
            .add(new FileOutput(good, false))
            .start()) {
      String line = "x".repeat(999);
      int failed = 0;
      for (int i = 0; i < 200; i++) {
        try {
          outputs.offer(TestLines.of(line)).await(LONG);
        } catch (IOException e) {
          failed++;
        }
      }
      assertThat(failed).isBetween(100, 199);
      assertThat(Files.size(good)).isEqualTo(200_000);
      assertThat(out.size()).isEqualTo(200_000);
      assertThat(outputs.counters().get(1).failed()).isEqualTo(failed);
      Files.write(small.resolve("alerts"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      outputs.offer(TestLines.of("room again")).await(LONG);
      assertThat(small.resolve("alerts")).content().endsWith("room again\n");
    }
  }

  @ParameterizedTest(name = "ended after the disk was full: {0}, keep_alive: {1}")
  @CsvSource({"false, true", "false, false", "true, true", "true, false"})
  void aLineTornByAFullDiskCostsNoAlertOnceThereIsRoom(boolean ended, boolean keepAlive)
      throws Exception {
    Path small = smallDisk("64k");
    Path alerts = small.resolve("alerts");
    Path filler = Files.write(small.resolve("filler"), new byte[40_000]);
    String large = "x".repeat(30_000);
    FileOutput output = new FileOutput(alerts, keepAlive);
    assertThatThrownBy(() -> output.write(TestLines.of(large), 0))
        .hasMessage("No space left on device");
    assertThat(alerts).content().isNotEmpty().doesNotContain("\n");
    FileOutput next = output;
    if (ended) {
      // One that was killed closes nothing.
      next = new FileOutput(alerts, keepAlive);
      next.prepare();
    }
    FileOutput writing = next;
    assertThatThrownBy(() -> writing.write(TestLines.of("no room"), 0)).isNotNull();
    Files.delete(filler);
    next.write(TestLines.of("first"), 0);
    next.write(TestLines.of(large), 0);
    next.close();
    output.close();
    assertThat(Files.readAllLines(alerts)).hasSize(3).endsWith("first", large);
  }

  @Test
  void standardOutputOnAFullDiskIsTornAndGoesOn() throws Exception {
    Path small = smallDisk("64k");
    Path alerts = small.resolve("alerts");
    Path filler = Files.write(small.resolve("filler"), new byte[40_000]);
    String large = "x".repeat(30_000);
    try (OutputStream stream = new FileOutputStream(alerts.toFile(), true)) {
      StdoutOutput output = new StdoutOutput(stream, e -> false, alerts);
      assertThatThrownBy(() -> output.write(TestLines.of(large), 0))
          .hasMessage("No space left on device");
      Files.delete(filler);
      output.write(TestLines.of(large), 0);
      output.write(TestLines.of("last"), 0);
    }
    assertThat(Files.readAllLines(alerts)).hasSize(3).endsWith(large, "last");
  }

  @Test
  void aSpoolOnAFullDiskFailsAndRecovers() throws Exception {
    Path small = smallDisk("128k");
    GatedOutput blocked = GatedOutput.blocked();
    Spool spool = Spool.open(small.resolve("spool"), new SpoolOptions(1 << 20, SyncPolicy.ALWAYS));
    List<String> accepted = new ArrayList<>();
    try (Outputs outputs = Outputs.forLive().add(blocked, spool).start()) {
      for (int i = 0; i < 300; i++) {
        String line = i + "x".repeat(999);
        try {
          outputs.offer(TestLines.of(line)).await(LONG);
          accepted.add(line);
        } catch (IOException e) {
          assertThat(e).hasMessageContaining("No space left on device");
        }
      }
      assertThat(accepted.size()).isBetween(50, 140);
      blocked.unblock();
      await(() -> blocked.lines().size() >= accepted.size());
      outputs.offer(TestLines.of("room again")).await(LONG);
      accepted.add("room again");
      await(() -> blocked.lines().contains("room again"));
      assertThat(blocked.lines()).containsSubsequence(accepted);
    }
  }

  @Test
  void aFullDiskKeepsNoAlertFromAnOutputThatWorks() throws Exception {
    Path small = smallDisk("64k");
    Spool spool = Spool.open(small.resolve("spool"), new SpoolOptions(1 << 20, SyncPolicy.ALWAYS));
    Files.write(small.resolve("filler"), new byte[40_000]);
    GatedOutput blocked = GatedOutput.blocked();
    List<String> all = new ArrayList<>();
    try (Outputs outputs = Outputs.forLive().add(blocked, spool).start()) {
      for (int i = 0; i < 100; i++) {
        all.add(i + "x".repeat(999));
        outputs.offerOrDrop(TestLines.of(all.get(i)));
      }
      await(() -> counters(outputs, "blocked").queued() == 0);
      blocked.unblock();
      await(() -> blocked.lines().size() >= 100);
      assertThat(blocked.lines()).containsExactlyInAnyOrderElementsOf(all);
      assertThat(counters(outputs, "blocked").failed()).isZero();
    }
  }

  @Test
  void aSpoolIsNoUseWhereItCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Spool.open(file, new SpoolOptions(1 << 20, SyncPolicy.NEVER)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsAPipeNobodyReadsHoldsUpNobodyElse() throws Exception {
    Assumptions.assumeTrue(ToolRun.isInstalled("mkfifo"), "needs mkfifo");
    Path pipe = folder.resolve("pipe");
    ToolRun.of(folder, List.of("mkfifo", pipe.toString()));
    Path good = folder.resolve("alerts");
    try (FileChannel reader =
            FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Outputs outputs =
            Outputs.forLive()
                .patience(SHORT)
                .add(new FileOutput(pipe, true))
                .add(new FileOutput(good, true))
                .start()) {
      assertThat(reader.isOpen()).isTrue();
      for (int i = 0; i < 300; i++) {
        outputs.offerOrDrop(TestLines.of("x".repeat(999)));
      }
      await(() -> outputs.counters().get(1).written() == 300);
      assertThat(outputs.counters().get(0).queued()).isPositive();
    }
  }

  /** A disk of its own, as large as this; the test is skipped where none can be made. */
  private Path smallDisk(String size) throws Exception {
    Path mount = Files.createDirectory(folder.resolve("disk"));
    ToolRun run =
        ToolRun.of(
            folder,
            List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", mount.toString()));
    Assumptions.assumeTrue(run.exitCode() == 0, "needs root, to mount a small disk");
    mounted.add(mount);
    return mount;
  }

  private Spool spool(String name, long size) throws IOException {
    return Spool.open(folder.resolve(name), new SpoolOptions(size, SyncPolicy.ALWAYS));
  }

  private static HttpOutput http(URI url) throws IOException {
    return new HttpOutput(
        new HttpSettings(
            url, HttpSettings.TEXT, "test", null, ClientTls.STANDARD, false, HTTP_TIMEOUT, 0),
        null);
  }

  private boolean hasSaid(String beginning) {
    return log.messages().stream().anyMatch(each -> each.startsWith(beginning));
  }

  private static String timedOut(String output) {
    return "\"" + output + "\" output timeout, this output channel is blocked";
  }

  private static OutputCounters counters(Outputs outputs, String name) {
    return outputs.counters().stream()
        .filter(each -> each.output().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String numbered(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("alert ").append(i).append('\n');
    }
    return lines.toString();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(2);
    }
  }
}
