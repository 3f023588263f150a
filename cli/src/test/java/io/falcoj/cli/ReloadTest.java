// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while falcoj watches. */
class ReloadTest {

  private static final String TOOK_OVER = "The changed configuration is in force: ";
  private static final String STAYED = "The configuration from before stays in force";

  @TempDir Path folder;

  @Test
  void rulesThatAreReplacedTakeOver() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      falcoj.post(AuditLogText.event("one"));
      replace(rules, rule("new"));
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("two"));
      falcoj.awaitOut("new two");
      assertThat(falcoj.out()).contains("old one").doesNotContain("old two");
    }
  }

  @Test
  void rulesThatAreWrittenInPlaceTakeOver() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      Files.writeString(rules, rule("new"));
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("one"));
      falcoj.awaitOut("new one");
    }
  }

  @Test
  void aFileThatComesIntoAFolderTakesOver() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules.d"));
    Files.writeString(rules.resolve("1.yaml"), rule("old"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      Files.writeString(
          rules.resolve("2.yaml"),
          "- rule: Seen\n  enabled: false\n  override: {enabled: replace}\n");
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("one"));
      assertThat(falcoj.out()).isEmpty();
    }
  }

  /** As kubelet does it: the files are links through a link that is replaced as a whole. */
  @Test
  void aChangedConfigMapTakesOver() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    version(mount, "..v1", rule("old"));
    Files.createSymbolicLink(mount.resolve("..data"), Path.of("..v1"));
    Path rules =
        Files.createSymbolicLink(mount.resolve("rules.yaml"), Path.of("..data", "rules.yaml"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      for (int version = 2; version <= 3; version++) {
        version(mount, "..v" + version, rule("version" + version));
        Path link = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..v" + version));
        Files.move(link, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(mount.resolve("..v" + (version - 1)).resolve("rules.yaml"));
        Files.delete(mount.resolve("..v" + (version - 1)));
        falcoj.awaitErr(TOOK_OVER, version - 1);
        falcoj.post(AuditLogText.event("event" + version));
        falcoj.awaitOut("version" + version + " event" + version);
      }
    }
  }

  private static void version(Path mount, String name, String rules) throws IOException {
    Files.writeString(Files.createDirectory(mount.resolve(name)).resolve("rules.yaml"), rules);
  }

  @Test
  void brokenRulesChangeNothingAndAreTold() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      List<String> broken = List.of("- rule: [", "\0\u0001garbage", "- rule: Seen\n  condition: (");
      for (int i = 0; i < broken.size(); i++) {
        replace(rules, broken.get(i));
        falcoj.awaitErr(STAYED, i + 1);
      }
      falcoj.post(AuditLogText.event("one"));
      falcoj.awaitOut("old one");
      assertThat(falcoj.out()).contains("Critical Falco internal: hot restart failure: ");
      Files.delete(rules);
      falcoj.awaitErr(STAYED, broken.size() + 1);
      replace(rules, rule("new"));
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("two"));
      falcoj.awaitOut("new two");
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void rulesThatAreWrittenInPiecesTakeOverWhenTheyAreWhole() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      String text = rule("new");
      for (int length = 1; length < text.length(); length += 20) {
        Files.writeString(rules, text.substring(0, length));
      }
      Files.writeString(rules, text);
      falcoj.await("the new rule", () -> posts(falcoj).contains("new event"));
      assertThat(falcoj.terminate()).isZero();
    }
  }

  private static String posts(FalcojProcess falcoj) {
    try {
      falcoj.post(AuditLogText.event("event-" + System.nanoTime()));
      return falcoj.out();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aChangedPolicyTakesOverAndIsJudgedByItself() throws IOException {
    String text = Files.readString(TestData.example("psp/restricted.yaml"));
    Path policy = write("policy.yaml", text);
    String log = Files.readString(TestData.example("psp/audit.log"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("--psp", policy.toString())) {
      falcoj.post(log);
      replace(policy, text.replace("name: restricted", "name: wider"));
      falcoj.awaitErr(TOOK_OVER);
      assertThat(falcoj.err()).contains("Policy restricted: would have refused 5 of 7 pods");
      falcoj.post(log.replace("auditID\":\"", "auditID\":\"again"));
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err()).contains("Policy wider: would have refused 5 of 7 pods");
    }
  }

  @Test
  void alertsOfRulesFromBeforeCountForTheExitCode() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook("-r", rules.toString(), "--fail-on-alert")) {
      falcoj.post(AuditLogText.event("one"));
      replace(rules, rule("new"));
      falcoj.awaitErr(TOOK_OVER);
      assertThat(falcoj.terminate()).isEqualTo(2);
    }
  }

  @Test
  void rulesThatAreTheSameGoOnCounting() throws IOException {
    Path rules = write("rules.yaml", rule("seen"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", rules.toString())) {
      falcoj.post(AuditLogText.event("one"));
      falcoj.signal("HUP");
      falcoj.awaitErr("The configuration is the same as before");
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err()).contains("Events detected: 1").doesNotContain(TOOK_OVER);
    }
  }

  @Test
  void aSignalReloadsWhereFilesAreNotWatched() throws IOException {
    Path rules = write("rules.yaml", rule("old"));
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook("-r", rules.toString(), "-o", "watch_config_files=false")) {
      replace(rules, rule("new"));
      falcoj.signal("HUP");
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("one"));
      falcoj.awaitOut("new one");
    }
  }

  @Test
  void aChangedConfigurationTakesOver() throws IOException {
    Path rules = write("rules.yaml", rule("seen"));
    String text =
        "rules_files: [%s]\njson_output: %s\nwebserver: {enabled: true, listen_address: %s}\n";
    Path config = write("falco.yaml", text.formatted(rules, "false", "127.0.0.1"));
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-c", config.toString())) {
      falcoj.post(AuditLogText.event("one"));
      replace(config, text.formatted(rules, "true", "127.0.0.2"));
      falcoj.awaitErr(TOOK_OVER);
      falcoj.post(AuditLogText.event("two"));
      falcoj.awaitOut("Notice seen two\",");
      assertThat(falcoj.out()).contains("Notice seen one\n{");
      assertThat(falcoj.err()).contains("listening on 127.0.0.2:", TOOK_OVER + "rules, webserver");
      replace(config, "json_output: [");
      falcoj.awaitErr(STAYED);
    }
  }

  @Test
  void everyEventIsSeenByTheRulesBeforeOrBehindButNotByBoth() throws Exception {
    Path rules = write("rules.yaml", rule("seen"));
    try (FalcojProcess falcoj =
        FalcojProcess.startWebhook("-r", rules.toString(), "-o", "watch_config_files=false")) {
      AtomicInteger posted = new AtomicInteger();
      AtomicBoolean ended = new AtomicBoolean();
      ExecutorService clients = Executors.newFixedThreadPool(2);
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < 2; client++) {
        running.add(
            clients.submit(
                () -> {
                  while (!ended.get()) {
                    String event = AuditLogText.event("event-" + posted.incrementAndGet() + ".");
                    assertThat(falcoj.post(event)).isEqualTo(200);
                  }
                  return null;
                }));
      }
      reload(falcoj, rules, 1, 30);
      ended.set(true);
      for (Future<?> client : running) {
        client.get();
      }
      clients.shutdown();
      assertThat(falcoj.terminate()).isZero();
      List<String> alerts = falcoj.out().lines().toList();
      assertThat(alerts).hasSize(posted.get()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aThousandReloadsLeakNothing() throws IOException {
    Path rules = write("rules.yaml", rule("seen"));
    Path policy = TestData.example("psp/restricted.yaml");
    try (FalcojProcess falcoj =
        FalcojProcess.start(
            List.of("-Xmx48m"),
            "-r",
            rules.toString(),
            "--psp",
            policy.toString(),
            "--disable-source",
            "syscall")) {
      falcoj.awaitErr("webhook on ");
      reload(falcoj, rules, 1, 100);
      long files = falcoj.countInProc("fd");
      long threads = falcoj.countInProc("task");
      reload(falcoj, rules, 101, 1000);
      assertThat(falcoj.countInProc("fd")).isLessThanOrEqualTo(files + 3);
      assertThat(falcoj.countInProc("task")).isLessThanOrEqualTo(threads + 3);
      assertThat(falcoj.post(AuditLogText.event("last"))).isEqualTo(200);
      falcoj.awaitOut("seen last");
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err()).doesNotContain("OutOfMemory", STAYED);
    }
  }

  /** Changes the rules so often, and waits each time until they are in force. */
  private void reload(FalcojProcess falcoj, Path rules, int first, int last) throws IOException {
    for (int reload = first; reload <= last; reload++) {
      replace(rules, rule("seen") + "# " + reload + "\n");
      falcoj.signal("HUP");
      falcoj.awaitErr(TOOK_OVER, reload);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Replaces a file in one step, as careful programs do. */
  private void replace(Path file, String text) throws IOException {
    Path temporary = Files.writeString(folder.resolve("temporary"), text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String rule(String output) {
    return AuditLogText.RULE.replace("output: seen", "output: " + output);
  }
}
