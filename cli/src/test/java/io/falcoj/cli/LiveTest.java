// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watching live, in a process of its own: audit events, signals, the end. */
class LiveTest {

  @TempDir Path folder;

  @Test
  void alertsOnWhatIsPostedAndTellsAtTheEndWhatItCameTo() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      falcoj.awaitOut("Notice seen one");
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err())
          .contains("Not watching syscall: no rule looks at it")
          .contains("Watching k8s_audit: webhook on http://127.0.0.1:")
          .contains("Events detected: 1", "Audit events evaluated: 1");
    }
  }

  @Test
  void endsOnInterruptToo() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      falcoj.signal("INT");
      assertThat(falcoj.awaitExit()).isZero();
    }
  }

  @Test
  void everyRequestThatWasAcceptedBeforeTheEndHasItsAlert() throws Exception {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      AtomicInteger next = new AtomicInteger();
      AtomicInteger accepted = new AtomicInteger();
      ExecutorService clients = Executors.newFixedThreadPool(4);
      for (int client = 0; client < 4; client++) {
        clients.execute(() -> postUntilRefused(falcoj, next, accepted));
      }
      falcoj.await("some requests", () -> accepted.get() > 50);
      assertThat(falcoj.terminate()).isZero();
      clients.shutdown();
      assertThat(clients.awaitTermination(240, TimeUnit.SECONDS)).isTrue();
      // What was evaluated but could not be answered any more may be there beside.
      assertThat(falcoj.out().lines().filter(line -> line.contains("seen ")))
          .hasSizeBetween(accepted.get(), next.get());
    }
  }

  private static void postUntilRefused(
      FalcojProcess falcoj, AtomicInteger next, AtomicInteger accepted) {
    try {
      while (falcoj.post(AuditLogText.event("event-" + next.incrementAndGet())) == 200) {
        accepted.incrementAndGet();
      }
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  @Test
  void requestsThatNobodyCanReadDoNotFillTheLog() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      for (String host : List.of("[::zz]", "m\u009b31m\u00fcnchen", "a:99999999", "", "a\u001bb")) {
        for (int i = 0; i < 10; i++) {
          assertThat(answerTo(falcoj.webhook(), host)).startsWith("HTTP/1.1 400 ");
        }
      }
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err()).contains("refused 127.0.0.1: 400 ");
      assertThat(falcoj.err().lines().filter(line -> line.matches(".*(Bad|Illegal|refused).*")))
          .hasSizeLessThan(5);
    }
  }

  /** The first line of the answer to an empty request with this host in its head. */
  private static String answerTo(URI webhook, String host) throws IOException {
    try (Socket socket = new Socket(webhook.getHost(), webhook.getPort())) {
      String head = "POST /k8s-audit HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
          .readLine();
    }
  }

  @Test
  void tellsOnDemandWhatItCameToSoFar() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      falcoj.post(AuditLogText.event("one"));
      falcoj.signal("USR2");
      falcoj.awaitErr("Audit events evaluated: 1");
      falcoj.post(AuditLogText.event("two"));
      falcoj.signal("USR2");
      falcoj.awaitErr("Audit events evaluated: 2");
    }
  }

  @Test
  void writesItsSummaryToAFile() throws IOException {
    Path summary = folder.resolve("summary.json");
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook(
            "-r", rules().toString(), "--summary", summary.toString(), "--fail-on-alert")) {
      falcoj.post(AuditLogText.event("one"));
      falcoj.signal("USR2");
      falcoj.await("the summary", () -> Files.exists(summary));
      assertThat(summary).content().contains("\"k8s_audit\" : 1");
      falcoj.post(AuditLogText.event("two"));
      assertThat(falcoj.terminate()).isEqualTo(2);
      assertThat(summary).content().contains("\"k8s_audit\" : 2");
    }
  }

  @Test
  void opensItsFileAgainOnDemand() throws IOException {
    Path file = folder.resolve("alerts");
    Path moved = folder.resolve("alerts.1");
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook(
            "-r",
            rules().toString(),
            "-o",
            "file_output.enabled=true",
            "-o",
            "file_output.keep_alive=true",
            "-o",
            "file_output.filename=" + file)) {
      falcoj.post(AuditLogText.event("one"));
      Files.move(file, moved);
      falcoj.signal("USR1");
      falcoj.awaitErr("reopening outputs");
      falcoj.post(AuditLogText.event("two"));
      assertThat(moved).content().contains("seen one").doesNotContain("seen two");
      assertThat(file).content().contains("seen two");
    }
  }

  @Test
  void stopsAfterTheTimeThatWasGiven() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.start("-r", rules().toString(), "-M", "1", "-v")) {
      assertThat(falcoj.awaitExit()).isZero();
      assertThat(falcoj.err())
          .contains("Audit events evaluated: 0")
          .containsPattern("\\(k8s_audit\\) Elapsed time: [0-9.]+, Captured Events: 0, 0.00 eps");
    }
  }

  @Test
  void endsWhenNobodyReadsItsAlertsAnyMore() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules().toString())) {
      falcoj.closeOut();
      falcoj.await("its end", () -> postUnlessEnding(falcoj));
      assertThat(falcoj.awaitExit()).isZero();
    }
  }

  /** Posts an event; true if falcoj says that it ends. */
  private static boolean postUnlessEnding(FalcojProcess falcoj) {
    try {
      falcoj.post(AuditLogText.event("event-" + System.nanoTime()));
    } catch (IOException e) {
      // It ends, or has ended.
    }
    return falcoj.err().contains("Nobody reads");
  }

  @Test
  void writesTheNumberOfItsProcess() throws IOException {
    Path file = folder.resolve("pid");
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook("-r", rules().toString(), "-P", file.toString())) {
      assertThat(file).hasContent(Long.toString(falcoj.pid()));
    }
  }

  @Test
  void isAnErrorIfNothingCanBeWatched() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + taken.getLocalPort() + "/";
      FalcojRun run = FalcojRun.of("-r", rules().toString(), "-o", "falcoj.webhook.url=" + url);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("Error: there is nothing to watch", "cannot listen on 127.0.0.1:");
    }
  }

  @Test
  void aSourceThatWasAskedForMustBeThere() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + taken.getLocalPort() + "/";
      FalcojRun run =
          FalcojRun.of(
              "-r",
              rules().toString(),
              "--enable-source",
              "k8s_audit",
              "-o",
              "falcoj.webhook.url=" + url);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("Error: k8s_audit cannot be watched: cannot listen on");
    }
  }

  @Test
  void sourcesAreChosenAsInFalco() throws IOException {
    String rules = rules().toString();
    assertError(
        "You can not mix --enable-source and --disable-source",
        "-r",
        rules,
        "--enable-source",
        "syscall",
        "--disable-source",
        "k8s_audit");
    assertError(
        "Attempted enabling an unknown event source: x", "-r", rules, "--enable-source", "x");
    assertError(
        "Attempted disabling an unknown event source: x", "-r", rules, "--disable-source", "x");
    assertError(
        "Must enable at least one event source",
        "-r",
        rules,
        "--disable-source",
        "k8s_audit",
        "--disable-source",
        "syscall");
  }

  private static void assertError(String message, String... arguments) {
    FalcojRun run = FalcojRun.of(arguments);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Error: " + message);
  }

  @Test
  void aDryRunWatchesNothing() throws IOException {
    FalcojRun run = FalcojRun.of(List.of("-r", rules().toString(), "--dry-run"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).doesNotContain("Watching");
    assertError(
        "Metrics are enabled with no output configured",
        "-r",
        rules().toString(),
        "--dry-run",
        "-o",
        "metrics.enabled=true",
        "-o",
        "metrics.interval=1h");
    assertError(
        "webserver.listen_address: webserver listen address \"name\" is not a valid IP address",
        "-r",
        rules().toString(),
        "--dry-run",
        "-o",
        "webserver.enabled=true",
        "-o",
        "webserver.listen_address=name");
  }

  private Path rules() throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }
}
