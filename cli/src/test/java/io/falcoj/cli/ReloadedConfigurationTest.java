// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.FreePort;
import io.falcoj.testdata.HttpPeer;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is edited while falcoj watches: all of it takes over, nothing is lost. */
class ReloadedConfigurationTest {

  private static final String TOOK_OVER = "The changed configuration is in force: ";
  private static final String SAME = "The configuration is the same as before";
  private static final String STAYED = "The configuration from before stays in force: ";
  private static final Pattern NAME = Pattern.compile("event-\\d+\\.");

  @TempDir Path folder;

  private Path config;

  @BeforeEach
  void writeRules() throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    config = folder.resolve("falco.yaml");
  }

  @Test
  void everyAlertIsInExactlyOneOfTheFilesThatWereConfigured() throws Exception {
    configure("file_output: {enabled: true, filename: " + file(0) + "}");
    try (FalcojProcess falcoj = start();
        PostingClients clients = PostingClients.start(falcoj::post)) {
      int reloads = 20;
      for (int i = 1; i <= reloads; i++) {
        int before = clients.count();
        falcoj.await("some more events", () -> clients.count() > before + 5);
        configure(
            "file_output: {enabled: true, keep_alive: %s, filename: %s}"
                .formatted(i % 2 == 0, file(i)),
            "json_output: " + (i % 3 == 0),
            "buffered_outputs: " + (i % 4 == 0),
            "outputs_queue: {capacity: " + 1000 * i + "}");
        reload(falcoj, i);
      }
      int last = clients.count();
      falcoj.await("some more events", () -> clients.count() > last + 5);
      List<String> posted = clients.finish();
      assertThat(clients.refused()).isZero();
      assertThat(falcoj.terminate()).isZero();
      List<String> written = new ArrayList<>();
      for (int i = 0; i <= reloads; i++) {
        List<String> names = names(Files.readString(Path.of(file(i))));
        assertThat(names).as(file(i)).isNotEmpty();
        written.addAll(names);
      }
      assertThat(written).containsExactlyInAnyOrderElementsOf(posted);
      assertThat(names(falcoj.out())).containsExactlyInAnyOrderElementsOf(posted);
    }
  }

  @Test
  void outputsComeAndGoWithoutAnAlertLost() throws Exception {
    HttpPeer server = HttpPeer.start();
    String http = "http_output: {enabled: true, url: \"http://127.0.0.1:%d/\", user_agent: \"%s\"}";
    configure(http.formatted(server.port(), "0"), spool());
    try (FalcojProcess falcoj = start();
        PostingClients clients = PostingClients.start(falcoj::post)) {
      for (int i = 1; i <= 10; i++) {
        int before = clients.count();
        falcoj.await("some more events", () -> clients.count() > before + 5);
        boolean even = i % 2 == 0;
        configure(
            http.formatted(server.port(), i),
            spool(even ? "always" : "never"),
            "file_output: {enabled: %s, filename: %s}".formatted(even, file(1)),
            "program_output: {enabled: %s, keep_alive: true, program: \"cat > %s\"}"
                .formatted(!even, file(2)),
            "stdout_output: {enabled: " + even + "}");
        reload(falcoj, i);
      }
      List<String> posted = clients.finish();
      assertThat(clients.refused()).isZero();
      falcoj.await("all alerts at the server", () -> names(server).size() >= posted.size());
      assertThat(falcoj.terminate()).isZero();
      assertThat(names(server)).containsExactlyInAnyOrderElementsOf(posted);
      assertThat(names(Files.readString(Path.of(file(1)))))
          .isNotEmpty()
          .isSubsetOf(posted)
          .doesNotHaveDuplicates();
    } finally {
      server.close();
    }
  }

  @Test
  void aProgramThatIgnoresTheEndOfItsInputIsEndedByReloadsAndAtTheEnd() throws Exception {
    String program =
        "program_output: {enabled: true, keep_alive: true,"
            + " program: \"trap '' TERM; cat > %s; while true; do sleep 0.1; done\"}";
    configure(program.formatted(file(0)), spool());
    List<ProcessHandle> programs = new ArrayList<>();
    try (FalcojProcess falcoj = start()) {
      for (int i = 0; i < 2; i++) {
        if (i > 0) {
          configure(program.formatted(file(i)), spool());
          reload(falcoj, i);
        }
        String name = "event-" + i + ".";
        Path taken = Path.of(file(i));
        assertThat(falcoj.post(AuditLogText.event(name))).isEqualTo(200);
        falcoj.await("the alert", () -> Files.exists(taken) && read(taken).contains(name));
        ProcessHandle.of(falcoj.pid()).orElseThrow().descendants().forEach(programs::add);
      }
      falcoj.awaitErr("program: it went on for 5000 ms after the end of its input, and was ended");
      assertThat(falcoj.terminate()).isZero();
    }
    for (ProcessHandle each : programs) {
      each.onExit().get(240, TimeUnit.SECONDS);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWaitsForAServerThatIsAwayGoesToTheOneThatTakesItsPlace() throws Exception {
    HttpPeer server = HttpPeer.start();
    String http = "http_output: {enabled: true, url: \"http://127.0.0.1:%d/\"}";
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      configure(http.formatted(silent.getLocalPort()), spool());
      try (FalcojProcess falcoj = start()) {
        for (int i = 1; i <= 50; i++) {
          assertThat(falcoj.post(AuditLogText.event("event-" + i + "."))).isEqualTo(200);
        }
        configure(http.formatted(server.port()), spool());
        reload(falcoj, 1);
        falcoj.await("all alerts at the other server", () -> names(server).size() >= 50);
        assertThat(names(server)).hasSize(50).doesNotHaveDuplicates();
        assertThat(falcoj.terminate()).isZero();
      }
    } finally {
      server.close();
    }
  }

  @Test
  void theWebhookKeepsItsSocketWhenItsLimitsChange() throws Exception {
    configure();
    try (FalcojProcess falcoj = start();
        PostingClients clients = PostingClients.start(falcoj::post)) {
      for (int i = 1; i <= 10; i++) {
        int before = clients.count();
        falcoj.await("some more events", () -> clients.count() > before + 5);
        configure(
            "falcoj: {webhook: {max_bodies: %d, max_connections: %d, resend_window: %d}}"
                .formatted(10 + i, 100 + i, 1000 * i));
        reload(falcoj, i);
      }
      List<String> posted = clients.finish();
      assertThat(clients.refused()).isZero();
      assertThat(falcoj.terminate()).isZero();
      assertThat(names(falcoj.out())).containsExactlyInAnyOrderElementsOf(posted);
      assertThat(falcoj.err()).contains(TOOK_OVER + "k8s_audit\n");
    }
  }

  @Test
  void theWebhookMovesToOtherAddresses() throws Exception {
    webhook(FreePort.find(), "/k8s-audit");
    try (FalcojProcess falcoj = startAsIs();
        PostingClients clients = PostingClients.start(body -> postToLast(falcoj, body))) {
      for (int i = 1; i <= 5; i++) {
        int before = clients.count();
        falcoj.await("some more events", () -> clients.count() > before + 5);
        int port = FreePort.find();
        webhook(port, "/moved-" + i);
        reload(falcoj, i);
        assertThat(lastWebhook(falcoj)).isEqualTo("http://127.0.0.1:" + port + "/moved-" + i);
      }
      List<String> posted = clients.finish();
      assertThat(falcoj.terminate()).isZero();
      assertThat(names(falcoj.out())).containsExactlyInAnyOrderElementsOf(posted);
    }
  }

  @Test
  void aPartThatCannotFollowGoesOnAsBeforeUntilItCan() throws Exception {
    int port = FreePort.find();
    String text = "json_output: %s\nwebserver: {enabled: true, listen_port: 0}";
    webhook(port, "/k8s-audit", text.formatted(false));
    int other;
    try (FalcojProcess falcoj = startAsIs()) {
      try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
        other = taken.getLocalPort();
        webhook(other, "/k8s-audit", text.formatted(true));
        falcoj.signal("HUP");
        falcoj.awaitErr(TOOK_OVER + "rules\n");
        assertThat(falcoj.err())
            .contains(
                "k8s_audit goes on as before: k8s_audit cannot be watched: cannot listen on"
                    + " 127.0.0.1:"
                    + other);
        assertThat(falcoj.post(AuditLogText.event("event-1."))).isEqualTo(200);
        falcoj.awaitOut("seen event-1.\",");
        assertThat(falcoj.out()).contains("Falco internal: hot restart failure");
        assertThat(falcoj.get("/healthz").statusCode()).isEqualTo(200);
      }
      falcoj.signal("HUP");
      falcoj.awaitErr(TOOK_OVER + "k8s_audit\n");
      assertThat(lastWebhook(falcoj)).isEqualTo("http://127.0.0.1:" + other + "/k8s-audit");
      assertThat(postToLast(falcoj, AuditLogText.event("event-2."))).isEqualTo(200);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void aFileThatCannotBeOpenedLeavesTheOneBefore() throws Exception {
    configure("file_output: {enabled: true, filename: " + file(1) + "}");
    try (FalcojProcess falcoj = start()) {
      configure("file_output: {enabled: true, filename: " + folder + "/missing/alerts}");
      falcoj.signal("HUP");
      falcoj.awaitErr("file_output goes on as before: file_output: " + folder + "/missing/alerts");
      assertThat(falcoj.post(AuditLogText.event("event-1."))).isEqualTo(200);
      assertThat(Path.of(file(1))).content().contains("event-1.");
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void aBrokenConfigurationChangesNothingAndIsTold() throws Exception {
    configure("file_output: {enabled: true, filename: " + file(1) + "}");
    try (FalcojProcess falcoj = start()) {
      String other = "file_output: {enabled: true, filename: " + file(2) + "}";
      configure(other, "json_output: [");
      falcoj.signal("HUP");
      falcoj.awaitErr(STAYED + "Cannot read config file: " + config + ":", 1);
      configure(other, "webserver: {enabled: perhaps}");
      falcoj.signal("HUP");
      falcoj.awaitErr(STAYED + config + ":4:22: webserver.enabled: found ");
      configure(other, "webserver: {enabled: true, k8s_healthz_endpoint: well}");
      falcoj.signal("HUP");
      falcoj.awaitErr(STAYED + "webserver.k8s_healthz_endpoint: found \"well\"");
      configure(other, "http_output: {enabled: true}");
      falcoj.signal("HUP");
      falcoj.awaitErr(STAYED + "http_output is enabled, but http_output.url is not set");
      configure(other, "engine: {kind: replay}");
      falcoj.signal("HUP");
      falcoj.awaitErr(STAYED + "engine.kind: found replay");
      assertThat(falcoj.post(AuditLogText.event("event-1."))).isEqualTo(200);
      assertThat(Path.of(file(1))).content().contains("event-1.");
      assertThat(Path.of(file(2))).doesNotExist();
      assertThat(falcoj.err()).doesNotContain(TOOK_OVER);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void theWebServerComesMovesAndGoes() throws Exception {
    configure();
    try (FalcojProcess falcoj = start()) {
      String metrics = "metrics: {enabled: true, interval: 1h}";
      String server =
          "webserver: {enabled: true, prometheus_metrics_enabled: %s, k8s_healthz_endpoint: /%s}";
      configure(server.formatted(false, "well"));
      reload(falcoj, 1);
      assertThat(falcoj.get("/well").statusCode()).isEqualTo(200);
      assertThat(falcoj.get("/metrics").statusCode()).isEqualTo(404);
      configure(server.formatted(true, "healthy"), metrics);
      reload(falcoj, 2);
      assertThat(falcoj.get("/well").statusCode()).isEqualTo(404);
      assertThat(falcoj.get("/healthy").statusCode()).isEqualTo(200);
      assertThat(falcoj.get("/metrics").body()).contains("falcoj_reloads_total{result=\"done\"} 2");
      configure();
      reload(falcoj, 3);
      assertThat(connects(falcoj)).isFalse();
      assertThat(falcoj.terminate()).isZero();
    }
  }

  private static boolean connects(FalcojProcess falcoj) {
    try {
      falcoj.get("/healthy");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void metricsAndTheLogFollow() throws Exception {
    String metrics =
        "webserver: {enabled: true, prometheus_metrics_enabled: true}\n"
            + "metrics: {enabled: true, interval: %s, output_file: %s}";
    configure(metrics.formatted("1h", file(1)));
    try (FalcojProcess falcoj = start()) {
      configure(metrics.formatted("100ms", file(2)), "log_level: debug");
      reload(falcoj, 1);
      falcoj.await("records", () -> lines(file(2)) >= 2);
      assertThat(Path.of(file(1))).isEmptyFile();
      configure(metrics.formatted("100ms", file(2)), "log_stderr: false");
      falcoj.signal("HUP");
      falcoj.await("another reload", () -> metrics(falcoj).contains("{result=\"done\"} 2"));
      assertThat(falcoj.count(TOOK_OVER)).isEqualTo(1);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  private static String metrics(FalcojProcess falcoj) {
    try {
      return falcoj.get("/metrics").body();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static long lines(String file) {
    try {
      return Files.exists(Path.of(file)) ? Files.readAllLines(Path.of(file)).size() : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nothingHappensWhereNothingChanged() throws Exception {
    configure(
        "file_output: {enabled: true, filename: " + file(1) + "}",
        "webserver: {enabled: true}",
        "metrics: {enabled: true, interval: 1h, output_rule: true}");
    try (FalcojProcess falcoj = start()) {
      Files.writeString(config, "# the same\n" + Files.readString(config));
      falcoj.signal("HUP");
      falcoj.awaitErr(SAME);
      assertThat(falcoj.count("Starting health webserver")).isEqualTo(1);
      assertThat(falcoj.count("Watching k8s_audit")).isEqualTo(1);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void changingEverythingOverAndOverLeaksNothing() throws Exception {
    configure();
    try (FalcojProcess falcoj = start()) {
      long files = 0;
      long threads = 0;
      for (int i = 1; i <= 120; i++) {
        boolean even = i % 2 == 0;
        configure(
            "file_output: {enabled: true, keep_alive: true, filename: " + file(i % 3) + "}",
            "http_output: {enabled: true, url: \"http://127.0.0.1:9/\", user_agent: \"%d\"}"
                .formatted(i),
            spool(even ? "always" : "interval"),
            "program_output: {enabled: %s, keep_alive: true, program: cat}".formatted(even),
            "webserver: {enabled: " + even + "}",
            "metrics: {enabled: true, interval: 1h, output_file: " + file(3 + i % 2) + "}",
            "output_timeout: " + (1000 + i));
        reload(falcoj, i);
        if (i == 20) {
          files = falcoj.countInProc("fd");
          threads = falcoj.countInProc("task");
        }
      }
      // Java 17 gives back what a client for HTTP has had when memory is tidied up.
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      ToolRun.of(folder, List.of(jcmd.toString(), Long.toString(falcoj.pid()), "GC.run"));
      long mostFiles = files + 5;
      long mostThreads = threads + 5;
      falcoj.await(
          "few files and threads",
          () -> inProc(falcoj, "fd") <= mostFiles && inProc(falcoj, "task") <= mostThreads);
      assertThat(falcoj.post(AuditLogText.event("event-1."))).isEqualTo(200);
      falcoj.terminate();
    }
  }

  private static long inProc(FalcojProcess falcoj, String folder) {
    try {
      return falcoj.countInProc(folder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private FalcojProcess start() throws IOException {
    return FalcojProcess.startWebhook("-c", config.toString());
  }

  private FalcojProcess startAsIs() throws IOException {
    FalcojProcess started = FalcojProcess.startAsIs("-c", config.toString());
    started.awaitErr("webhook on ");
    return started;
  }

  /** Has the configuration read, and waits until it is in force. */
  private static void reload(FalcojProcess falcoj, int times) throws IOException {
    falcoj.signal("HUP");
    falcoj.awaitErr(TOOK_OVER, times);
  }

  /** Replaces the configuration in one step; what changes is read when it is asked for only. */
  private void configure(String... lines) throws IOException {
    String text =
        "rules_files: [%s]\nwatch_config_files: false\n%s\n"
            .formatted(folder.resolve("rules.yaml"), String.join("\n", lines));
    Path temporary = Files.writeString(folder.resolve("temporary"), text);
    Files.move(temporary, config, StandardCopyOption.ATOMIC_MOVE);
  }

  private void webhook(int port, String path, String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("falcoj: {webhook: {url: \"http://127.0.0.1:%d%s\"}}".formatted(port, path));
    configure(all.toArray(String[]::new));
  }

  private String file(int number) {
    return folder.resolve("alerts-" + number).toString();
  }

  private String spool() {
    return spool("always");
  }

  private String spool(String fsync) {
    return "falcoj: {spool: {path: %s, fsync: %s}}".formatted(folder.resolve("spool"), fsync);
  }

  private static List<String> names(String text) {
    List<String> names = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher matcher = NAME.matcher(line);
      if (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /** Posts to where the webhook is now. */
  private static int postToLast(FalcojProcess falcoj, String body) throws IOException {
    return FalcojProcess.post(
        URI.create(lastWebhook(falcoj)), HttpRequest.BodyPublishers.ofString(body));
  }

  private static String lastWebhook(FalcojProcess falcoj) {
    Matcher matcher = Pattern.compile("webhook on (\\S+)").matcher(falcoj.err());
    String last = "";
    while (matcher.find()) {
      last = matcher.group(1);
    }
    return last;
  }

  /** The names of the events whose alerts a server was sent. */
  private static List<String> names(HttpPeer server) {
    return server.bodies().stream().flatMap(body -> names(body).stream()).toList();
  }
}
