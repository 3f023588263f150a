// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.falcoj.testdata.ConformanceFolders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs real programs under Falco's default rules and under a policy: exactly the alerts that are
 * due come, and a recording of the same yields them again.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class LiveAlertsTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** Stands in every alert that the programs of this test cause, and in no other. */
  private final String token = "falcoj-live-" + ProcessHandle.current().pid();

  @TempDir Path folder;
  private Path work;
  private Path shared;
  private Path below;

  @BeforeEach
  void makeRoom() throws IOException {
    work = Files.createDirectory(folder.resolve(token));
    shared = Path.of("/dev/shm", token);
    below = Path.of("/etc", token);
  }

  @AfterEach
  void tidyUp() throws IOException {
    Files.deleteIfExists(shared);
    Files.deleteIfExists(work.resolve("symbolic"));
    Files.deleteIfExists(below);
  }

  @Test
  void yieldsExactlyTheAlertsOfTheDefaultRulesAndAgainFromARecording() throws Exception {
    Path defaults = ConformanceFolders.further().resolve("syscall-outputs/rules");
    assumeThat(defaults).as("the default rules").isDirectory();
    Path capture = folder.resolve("recorded.scap");
    List<String> rules = new ArrayList<>();
    for (String name : List.of("falco_rules", "falco-incubating_rules", "falco-sandbox_rules")) {
      rules.addAll(List.of("-r", defaults.resolve(name + ".yaml").toString()));
    }
    rules.addAll(List.of("-r", write("own.yaml", ownRules()).toString()));
    rules.addAll(List.of("-o", "json_output=true"));

    List<String> live;
    List<String> arguments = new ArrayList<>(rules);
    arguments.addAll(List.of("-w", capture.toString()));
    try (FalcojProcess falcoj = start(arguments)) {
      doEverything();
      falcoj.await("the last alert", () -> falcoj.out().contains("\"Work is done\""));
      assertThat(falcoj.terminate()).as(falcoj.err()).isZero();
      live = alerts(falcoj.out());
    }
    List<String> replay = new ArrayList<>(rules);
    replay.addAll(List.of("-e", capture.toString()));
    try (FalcojProcess falcoj = FalcojProcess.start(replay.toArray(String[]::new))) {
      assertThat(falcoj.awaitExit()).as(falcoj.err()).isZero();

      assertThat(alerts(falcoj.out())).isEqualTo(live);
    }
    assertThat(names(live))
        .containsExactly(
            "Become another user",
            "Connect over IPv4",
            "Connect over IPv6",
            "Connect over a Unix socket",
            "Create Hardlink Over Sensitive Files",
            "Create Symlink Over Sensitive Files",
            "Execution from /dev/shm",
            "Fileless execution via memfd_create",
            "Mount in a namespace",
            "PTRACE anti-debug attempt",
            "Read sensitive file untrusted",
            "Remove Bulk Data from Disk",
            "Search Private Keys or Passwords",
            "Set Setuid or Setgid bit",
            "Work is done",
            "Write below etc");
    assertThat(live).as("each of them once").hasSize(names(live).size());
  }

  @Test
  void yieldsExactlyTheAlertsOfAPolicy() throws Exception {
    String id = "0123456789abcdef".repeat(4);
    Path group = Path.of("/sys/fs/cgroup/cpuacct", token, id);
    try {
      Files.createDirectories(group);
    } catch (IOException e) {
      assumeThat(false).as("control groups of version 1 can be made: %s", e).isTrue();
    }
    Path policy =
        write(
            "policy.yaml",
            """
            apiVersion: policy/v1beta1
            kind: PodSecurityPolicy
            metadata:
              name: fixed
            spec:
              privileged: true
              readOnlyRootFilesystem: true
              volumes: ['*']
              seLinux: {rule: RunAsAny}
              runAsUser: {rule: RunAsAny}
              supplementalGroups: {rule: RunAsAny}
              fsGroup: {rule: RunAsAny}
            """);
    List<String> arguments =
        List.of(
            "--psp",
            policy.toString(),
            "-r",
            write("own.yaml", doneRule()).toString(),
            "-o",
            "json_output=true");
    try (FalcojProcess falcoj = start(arguments)) {
      run(
          "sh",
          "-c",
          "echo $$ > $1/cgroup.procs; exec perl -e '"
              + "open(my $r, q(<), q(/etc/hostname)); open(my $w, q(>), \"$ARGV[0]/written\");"
              + "open(my $n, q(>), q(/dev/null));' $2",
          "sh",
          group.toString(),
          work.toString());
      if (isOutsideOfContainers()) {
        run("perl", "-e", "open(my $w, q(>), \"$ARGV[0]/outside\");", work.toString());
      }
      run("true", work.toString(), "done");
      falcoj.await("the last alert", () -> falcoj.out().contains("\"Work is done\""));
      assertThat(falcoj.terminate()).as(falcoj.err()).isZero();

      List<String> alerts = alerts(falcoj.out());
      assertThat(names(alerts))
          .containsExactly(
              "PSP fixed Violation (readOnlyRootFilesystem) System Activity", "Work is done");
      assertThat(alerts).hasSize(2);
      assertThat(alerts.get(0))
          .contains("file=" + work.resolve("written"), "container=" + id.substring(0, 12));
    } finally {
      Files.deleteIfExists(group);
      Files.deleteIfExists(group.getParent());
    }
  }

  /** Whether what this test starts is in no container. */
  private static boolean isOutsideOfContainers() throws IOException {
    String groups = Files.readString(Path.of("/proc/self/cgroup"));
    return !Pattern.compile("[0-9a-f]{12}").matcher(groups).find();
  }

  /** One thing after the other; each command names the folder, and so does its alert. */
  private void doEverything() throws Exception {
    String place = work.toString();
    run("sh", "-c", "cat /etc/shadow \"$1/absent\" > /dev/null 2>&1; true", "sh", place);
    run("ln", "-s", "/etc/shadow", place + "/symbolic");
    run("sh", "-c", "ln /etc/shadow \"$1/hard\" 2> /dev/null; true", "sh", place);
    run("touch", place + "/file");
    run("chmod", "4755", place + "/file");
    Files.copy(Path.of("/bin/true"), shared);
    run(shared.toString());
    run(
        "perl",
        "-e",
        "use IO::Handle; my $n = 'hidden'; my $d = syscall(319, $n, 0);"
            + "open(my $m, '>&=', $d); $m->autoflush(1); open(my $s, '<', '/bin/true');"
            + "local $/; print {$m} readline($s); exec \"/proc/self/fd/$d\", $ARGV[0];",
        place);
    run("setpriv", "--reuid=65534", "--clear-groups", "perl", "-e", "syscall(105, 65534);", place);
    run(
        "unshare",
        "--mount",
        "perl",
        "-e",
        "my ($n, $t) = ('nothing', 'tmpfs'); syscall(165, $n, $ARGV[0], $t, 0, 0);",
        place);
    run("touch", below.toString());
    run("find", place, "-name", "id_rsa");
    run("shred", "-u", place + "/file");
    run("perl", "-e", "syscall(101, 0, 0, 0, 0);", place);
    connect(place);
    run("true", place, "done");
  }

  private void connect(String place) throws Exception {
    Path path = Path.of(place, "socket");
    try (ServerSocketChannel ipv4 = ServerSocketChannel.open();
        ServerSocketChannel ipv6 = ServerSocketChannel.open();
        ServerSocketChannel local = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      ipv4.bind(new InetSocketAddress("127.0.0.1", 0));
      ipv6.bind(new InetSocketAddress("::1", 0));
      local.bind(UnixDomainSocketAddress.of(path));
      run(
          "perl",
          "-e",
          "use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6);"
              + "socket(my $a, PF_INET, SOCK_STREAM, 0); socket(my $b, PF_INET6, SOCK_STREAM, 0);"
              + "socket(my $c, PF_UNIX, SOCK_STREAM, 0);"
              + "connect($a, sockaddr_in($ARGV[0], inet_aton('127.0.0.1'))) or die;"
              + "connect($b, pack_sockaddr_in6($ARGV[1], inet_pton(AF_INET6, '::1'))) or die;"
              + "connect($c, sockaddr_un($ARGV[2])) or die;",
          String.valueOf(ipv4.socket().getLocalPort()),
          String.valueOf(ipv6.socket().getLocalPort()),
          path.toString());
    }
  }

  private String ownRules() {
    return doneRule()
        + rule("Connect over IPv4", "evt.type = connect and fd.sip = 127.0.0.1")
        + rule("Connect over IPv6", "evt.type = connect and fd.sip = ::1")
        + rule("Connect over a Unix socket", "evt.type = connect and fd.name endswith /socket")
        + rule("Become another user", "evt.type = setuid and user.uid = 65534")
        + rule("Mount in a namespace", "evt.type = mount and evt.arg.dev = nothing");
  }

  private String doneRule() {
    return rule("Work is done", "evt.type = execve and proc.args endswith done");
  }

  private String rule(String name, String condition) {
    return """
    - rule: %s
      desc: d
      condition: evt.dir = < and %s and proc.cmdline contains %s
      output: "%s (command=%%proc.cmdline file=%%fd.name)"
      priority: NOTICE
    """
        .formatted(name, condition, token, name);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static FalcojProcess start(List<String> arguments) throws IOException {
    FalcojProcess falcoj = FalcojProcess.start(arguments.toArray(String[]::new));
    falcoj.awaitErr("atching syscall: ");
    assumeThat(falcoj.err()).contains("Watching syscall: ");
    return falcoj;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
  }

  /**
   * The alerts of this test's own programs. When a container of the machine itself began is left
   * out: a replay does not know when the machine was started.
   */
  private List<String> alerts(String out) {
    return out.lines()
        .filter(line -> line.contains(token))
        .map(line -> line.replaceAll("(container[._]start_ts\"?[=:])[^,} ]*", "$1" + "0"))
        .toList();
  }

  private static TreeSet<String> names(List<String> alerts) {
    TreeSet<String> names = new TreeSet<>();
    for (String alert : alerts) {
      JsonNode node = JSON.readTree(alert);
      names.add(node.get("rule").asString());
    }
    return names;
  }
}
