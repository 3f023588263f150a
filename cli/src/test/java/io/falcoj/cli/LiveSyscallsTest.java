// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System calls of this machine, where it lets them be watched. */
class LiveSyscallsTest {

  @TempDir Path folder;

  @Test
  void alertsOnFilesThatAreOpenedWhileItRuns() throws IOException {
    Path file = Files.createFile(folder.resolve("watched"));
    try (FalcojProcess falcoj = start(write(rule("opened", "open_read")))) {
      Files.readString(file);
      falcoj.awaitOut("opened " + file);
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err())
          .contains("Not watching k8s_audit: no rule looks at it")
          .containsPattern("Watching syscall: \\d+ system calls of this machine")
          .containsPattern("System call events evaluated: [1-9]")
          .contains("Syscall event drop monitoring:");
    }
  }

  /** As people type them: {@code cd /etc; rm passwd}. */
  @Test
  void knowsWhereRelativeNamesAre() throws Exception {
    Path rules =
        write(
            """
            - rule: R
              desc: d
              condition: (evt.type in (unlinkat, mkdirat, symlinkat, linkat, renameat, renameat2) and evt.args contains watched)
              output: "did %evt.type <%fs.path.name> <%fs.path.source> <%fs.path.target>."
              priority: NOTICE
            """);
    try (FalcojProcess falcoj = start(rules)) {
      String commands =
          "cd \"$0\" && : > a.watched && ln a.watched b.watched && mv b.watched c.watched"
              + " && ln -s a.watched d.watched && rm a.watched";
      assertThat(new ProcessBuilder("sh", "-c", commands, folder.toString()).start().waitFor())
          .isZero();
      falcoj.awaitOut("did unlinkat <%s/a.watched> <<NA>> <<NA>>.".formatted(folder));
      assertThat(falcoj.out())
          .contains("did linkat <<NA>> <%1$s/b.watched> <%1$s/a.watched>.".formatted(folder))
          .containsPattern("did renameat2? <<NA>> <%1$s/b.watched> <%1$s/c.watched>.".formatted(folder))
          .contains("did symlinkat <<NA>> <%1$s/d.watched> <%1$s/a.watched>.".formatted(folder));
    }
  }

  @Test
  void changedRulesTakeOverAlsoForOtherSystemCalls() throws IOException {
    Path file = Files.createFile(folder.resolve("watched"));
    Path rules = write(rule("opened", "open_read"));
    try (FalcojProcess falcoj = start(rules)) {
      write(rule("removed", "(evt.type in (unlink, unlinkat) and fs.path.name endswith watched)"));
      falcoj.awaitErr("The changed configuration is in force");
      Files.delete(file);
      falcoj.awaitOut("removed ");
      assertThat(falcoj.out()).doesNotContain("opened ");
    }
  }

  @Test
  void recordsWhatFollowsAnAlert() throws IOException {
    Path file = Files.createFile(folder.resolve("watched"));
    Path rules = write(rule("opened", "open_read"));
    try (FalcojProcess falcoj =
        start(
            rules,
            "-o",
            "capture.enabled=true",
            "-o",
            "capture.mode=all_rules",
            "-o",
            "capture.path_prefix=" + folder.resolve("alert"))) {
      Files.readString(file);
      falcoj.awaitOut("opened " + file);
      assertThat(falcoj.terminate()).isZero();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path recording =
          files.filter(each -> each.toString().endsWith(".scap")).findFirst().orElseThrow();
      FalcojRun replay = FalcojRun.of("-r", rules.toString(), "-e", recording.toString());
      assertThat(replay.out()).as(replay.err()).contains("opened " + file);
    }
  }

  @Test
  void tellsWhenSystemCallsAreLost() throws IOException {
    try (FalcojProcess falcoj =
        start(
            write(rule("opened", "open_read")),
            "-o",
            "syscall_event_drops.simulate_drops=true",
            "-o",
            "syscall_event_drops.actions[]=alert",
            "-o",
            "syscall_event_drops.actions[]=exit")) {
      falcoj.await("the end", () -> makeEvents(falcoj));
      assertThat(falcoj.awaitExit()).isEqualTo(1);
      assertThat(falcoj.out())
          .contains("Falco internal: syscall event drop. ", "ebpf_enabled=\"1\"");
      assertThat(falcoj.err())
          .contains("Exiting.", "event drop detected: 1 occurrences", "num times actions taken: 1");
    }
  }

  private boolean makeEvents(FalcojProcess falcoj) {
    try {
      Files.readString(folder.resolve("rules.yaml"));
      return falcoj.err().contains("Exiting.");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As in a container: falcoj and what runs beside it have other ids than the machine gives. */
  @Test
  void knowsProcessesFromWithinAPidNamespace() throws Exception {
    List<String> namespace =
        List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c");
    assumeThat(succeeds(namespace, "true")).as("may run %s", namespace).isTrue();
    Path before = Files.createFile(folder.resolve("before.watched"));
    Path after = Files.createFile(folder.resolve("after.watched"));
    Path go = folder.resolve("go");
    Path rules = Files.writeString(folder.resolve("rules.watched"), rule("first", "open_read"));
    List<String> launcher = new ArrayList<>(namespace);
    launcher.addAll(
        List.of(
            "perl -e 'select(undef, undef, undef, 0.05) until -e $ARGV[1]; open(F, $ARGV[0])' $0 $1"
                + " & shift; \"$@\"; wait",
            before.toString(),
            go.toString()));
    try (FalcojProcess falcoj = start(FalcojProcess.startBy(launcher, "-r", rules.toString()))) {
      assertThat(falcoj.err())
          .containsOnlyOnce("/proc/ does not show the processes of the machine: ")
          .contains("hostPID: true");
      Files.createFile(go);
      falcoj.awaitOut("first " + before + " by perl of sh");
      // That falcoj reads its rules is not told.
      Files.writeString(rules, rule("then", "open_read"));
      falcoj.awaitErr("The changed configuration is in force");
      new ProcessBuilder("sh", "-c", "cat $0; true", after.toString()).start();
      falcoj.awaitOut("then " + after + " by cat of sh");
      assertThat(falcoj.out()).doesNotContain(rules.toString());
    }
  }

  /** Other buffers need another program in the kernel. */
  @Test
  void everyEventIsSeenOnceWhenAnotherProgramTakesOver() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules"), rule("opened", "open_read"));
    String text =
        "rules_files: [%s]\n"
            + "watch_config_files: false\n"
            + "engine: {modern_ebpf: {buf_size_preset: %d}}\n";
    Path config = Files.writeString(folder.resolve("falco.yaml"), text.formatted(rules, 4));
    AtomicBoolean ended = new AtomicBoolean();
    List<String> opened = Collections.synchronizedList(new ArrayList<>());
    try (FalcojProcess falcoj = start(FalcojProcess.start("-c", config.toString()))) {
      Thread opener = new Thread(() -> openFiles(ended, opened));
      opener.start();
      for (int i = 1; i <= 4; i++) {
        int before = opened.size();
        falcoj.await("some more files", () -> opened.size() > before + 50);
        Files.writeString(config, text.formatted(rules, 4 + i % 2));
        falcoj.signal("HUP");
        falcoj.awaitErr("The changed configuration is in force: syscall\n", i);
      }
      ended.set(true);
      opener.join();
      falcoj.awaitOut(opened.get(opened.size() - 1));
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.out().lines().map(line -> line.replaceAll(".* opened (\\S+) .*", "$1")))
          .containsExactlyElementsOf(opened);
    }
  }

  private void openFiles(AtomicBoolean ended, List<String> opened) {
    try {
      for (int i = 0; !ended.get(); i++) {
        Path file = Files.createFile(folder.resolve(i + ".watched"));
        Files.readString(file);
        opened.add(file.toString());
        Thread.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A source is watched from when rules look at it until none does. */
  @Test
  void sourcesComeAndGoWithTheRulesThatLookAtThem() throws Exception {
    Path file = Files.createFile(folder.resolve("watched"));
    Path rules = Files.writeString(folder.resolve("rules"), rule("opened", "open_read"));
    try (FalcojProcess falcoj =
        start(FalcojProcess.start("-r", rules.toString(), "-o", "watch_config_files=false"))) {
      Files.writeString(rules, rule("opened", "open_read") + AuditLogText.RULE);
      falcoj.signal("HUP");
      falcoj.awaitErr("The changed configuration is in force: rules, k8s_audit\n");
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      Files.readString(file);
      falcoj.awaitOut("opened " + file);
      Files.writeString(rules, AuditLogText.RULE);
      falcoj.signal("HUP");
      falcoj.awaitErr("Not watching syscall: no rule looks at it");
      assertThat(falcoj.post(AuditLogText.event("two"))).isEqualTo(200);
      falcoj.awaitOut("seen two");
      Files.writeString(rules, rule("read", "open_read"));
      falcoj.signal("HUP");
      falcoj.awaitErr("Watching syscall: ", 2);
      falcoj.awaitErr("Not watching k8s_audit: no rule looks at it", 2);
      Files.readString(file);
      falcoj.awaitOut("read " + file);
      assertThat(falcoj.out()).containsOnlyOnce("opened ");
      assertThat(falcoj.terminate()).isZero();
    }
  }

  private static boolean succeeds(List<String> command, String last) throws InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.add(last);
    try {
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
  }

  @Test
  void tellsMetricsOfTheKernel() throws IOException {
    try (FalcojProcess falcoj =
        start(
            write(rule("opened", "open_read")),
            "-o",
            "webserver.enabled=true",
            "-o",
            "metrics.enabled=true",
            "-o",
            "metrics.interval=1h",
            "-o",
            "webserver.prometheus_metrics_enabled=true")) {
      assertThat(falcoj.get("/healthz").statusCode()).isEqualTo(200);
      falcoj.await("what is known", () -> metrics(falcoj).contains("n_threads"));
      assertThat(falcoj.get("/metrics").body())
          .contains(
              "falcosecurity_scap_engine_name_info{engine_name=\"modern_bpf\",evt_source=\"syscall\"}"
                  + " 1")
          .containsPattern("falcosecurity_scap_n_evts_total \\d+\n")
          .containsPattern("falcosecurity_scap_n_drops_total \\d+\n")
          .containsPattern("falcosecurity_scap_n_threads_total \\d+\n");
    }
  }

  private static String metrics(FalcojProcess falcoj) {
    try {
      return falcoj.get("/metrics").body();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static FalcojProcess start(Path rules, String... arguments) throws IOException {
    String[] all = new String[arguments.length + 2];
    all[0] = "-r";
    all[1] = rules.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return start(FalcojProcess.start(all));
  }

  private static FalcojProcess start(FalcojProcess falcoj) {
    falcoj.awaitErr("atching syscall: ");
    assumeThat(falcoj.err()).contains("Watching syscall: ");
    return falcoj;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), text);
  }

  private static String rule(String name, String condition) {
    return """
    - macro: open_read
      condition: (evt.type in (open, openat, openat2) and evt.is_open_read=true and fd.name endswith watched)
    - rule: R
      desc: d
      condition: %s
      output: %s %%fd.name by %%proc.name of %%proc.pname
      priority: NOTICE
    """
        .formatted(condition, name);
  }
}
