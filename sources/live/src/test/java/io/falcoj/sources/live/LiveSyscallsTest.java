// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs real programs and looks at the events that the kernel tells of them. */
@Tag("live")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class LiveSyscallsTest {

  private static final String CURRENT_DIRECTORY = "-100";

  private static LiveSyscalls live;

  @TempDir Path directory;

  @BeforeAll
  static void open() {
    live = LiveAccess.open(LiveOptions.of(SyscallSelection.everything()));
  }

  @AfterAll
  static void close() {
    if (live != null) {
      live.close();
    }
  }

  @Test
  void seesAFileThatIsCreated() throws Exception {
    Path file = directory.resolve("created");

    Watched watched = perl("open(my $f, '>', $ARGV[0]) or die; print $f 'some text';", file);

    SeenEvent open = watched.only("openat", "name", file.toString());
    assertThat(open.result()).isPositive();
    assertThat(open.value("dirfd")).isEqualTo(CURRENT_DIRECTORY);
    int writeOnly = 1 << 1;
    int create = 1 << 2;
    int truncate = 1 << 8;
    int closeOnExec = 1 << 12;
    int created = 1 << 14;
    assertThat(Integer.parseInt(open.value("flags")))
        .isEqualTo(writeOnly | create | truncate | closeOnExec | created);
    assertThat(Integer.parseInt(open.value("mode"))).isEqualTo(0666);
    assertThat(open.value("ino")).isEqualTo(Files.getAttribute(file, "unix:ino").toString());
    assertThat(open.fdName()).isEqualTo(file.toString());
    SeenEvent write = watched.only("write", "data", "some text");
    assertThat(write.fdName()).isEqualTo(file.toString());
    assertThat(write.result()).isEqualTo("some text".length());
  }

  @Test
  void seesAFileThatIsNotThere() throws Exception {
    Path file = directory.resolve("absent");

    Watched watched = perl("open(my $f, '<', $ARGV[0]);", file);

    SeenEvent open = watched.only("openat", "name", file.toString());
    assertThat(open.result()).isEqualTo(-2);
    assertThat(open.value("flags")).isEqualTo(String.valueOf(1 | 1 << 12));
    assertThat(open.fdName()).isNull();
  }

  @Test
  void seesWhichFileBecomesDescriptor0() throws Exception {
    Path file = Files.writeString(directory.resolve("input"), "text");

    Watched watched = perl("close(STDIN); syscall(2, $ARGV[0], 0);", file);

    SeenEvent open = watched.only("open", "name", file.toString());
    assertThat(open.result()).isZero();
    assertThat(open.value("ino")).isEqualTo(Files.getAttribute(file, "unix:ino").toString());
    assertThat(open.value("dev")).isNotEqualTo("0");
  }

  @Test
  void seesEveryOldWayToOpenAFile() throws Exception {
    Path file = directory.resolve("created");
    Watched watched =
        perl(
            "syscall(85, $ARGV[0], 0640); syscall(2, $ARGV[0], 2);"
                + "my $how = pack('Q3', 0, 0, 8);"
                + "open(my $d, '<', $ARGV[1]);"
                + "my $n = 'created'; syscall(437, fileno($d), $n, $how, 24);",
            file,
            directory);

    SeenEvent creat = watched.only("creat", "name", file.toString());
    assertThat(creat.result()).isPositive();
    assertThat(Integer.parseInt(creat.value("mode"))).isEqualTo(0640);
    SeenEvent open = watched.only("open", "name", file.toString());
    assertThat(open.value("flags")).isEqualTo("3");
    SeenEvent openat2 = watched.only("openat2", "name", "created");
    assertThat(openat2.result()).isPositive();
    assertThat(openat2.value("resolve")).isEqualTo("1");
    assertThat(openat2.fdName()).isEqualTo(file.toString());
  }

  @Test
  void seesAProgramThatIsRun() throws Exception {
    Watched watched =
        Watched.run(
            live,
            "/usr/bin/env",
            "-i",
            "COLOUR=blue",
            "TASTE=sour",
            "/bin/sh",
            "-c",
            "exit 3",
            "x");

    SeenEvent shell = watched.lastRun();
    assertThat(shell.value("exe")).isEqualTo("/bin/sh");
    assertThat(shell.value("args")).isEqualTo("-c|exit 3|x|");
    assertThat(shell.value("env")).isEqualTo("COLOUR=blue|TASTE=sour|");
    assertThat(shell.value("comm")).isEqualTo("sh");
    assertThat(shell.value("filename")).isEqualTo("/bin/sh");
    Path program = Path.of("/bin/sh").toRealPath();
    assertThat(shell.value("trusted_exepath")).isEqualTo(program.toString());
    assertThat(shell.value("exe_ino"))
        .isEqualTo(Files.getAttribute(program, "unix:ino").toString());
    long modified = Files.getLastModifiedTime(program).to(TimeUnit.NANOSECONDS);
    assertThat(shell.value("exe_ino_mtime")).isEqualTo(Long.toString(modified));
    assertThat(shell.value("pid")).isEqualTo(Long.toString(watched.pid()));
    assertThat(shell.value("uid")).isEqualTo(idOf("-u"));
    assertThat(shell.value("gid")).isEqualTo(idOf("-g"));
    assertThat(shell.value("cgroups")).startsWith("cpuset=/").endsWith("|");
    assertThat(Long.parseLong(shell.value("vm_size"))).isBetween(100L, 10_000_000L);
    SeenEvent exit = watched.named("procexit").get(0);
    assertThat(exit.value("status")).isEqualTo(String.valueOf(3 << 8));
    assertThat(exit.value("ret")).isEqualTo("3");
  }

  @Test
  void seesAProgramThatCannotBeRun() throws Exception {
    Watched watched =
        perl("$ENV{COLOUR} = 'red'; exec { '/absent/program' } 'other name', 'a', '';");

    SeenEvent failed = watched.only("execve", "filename", "/absent/program");
    assertThat(failed.result()).isEqualTo(-2);
    assertThat(failed.value("exe")).isEqualTo("other name");
    assertThat(failed.value("args")).isEqualTo("a||");
    assertThat(failed.value("env")).contains("COLOUR=red|");
    assertThat(failed.value("comm")).isEqualTo("perl");
  }

  @Test
  void seesProcessesComeAndGo() throws Exception {
    Watched watched =
        perl("my $p = fork(); if (!$p) { kill 9, $$; sleep 9; } waitpid($p, 0); print $p;");

    String child = watched.output();
    SeenEvent parent = watched.only("clone", "res", child);
    assertThat(parent.pid()).isEqualTo(watched.pid());
    SeenEvent ownWord = watched.only("clone", "vpid", child);
    assertThat(ownWord.result()).isZero();
    assertThat(ownWord.value("ptid")).isEqualTo(Long.toString(watched.pid()));
    assertThat(ownWord.value("exe")).isEqualTo("perl");
    SeenEvent killed = watched.named("procexit").get(0);
    assertThat(killed.pid()).isEqualTo(ownWord.pid());
    assertThat(killed.value("sig")).isEqualTo("9");
  }

  @Test
  void seesConnectionsOverIpv4() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress("127.0.0.1", 0));
      int port = server.socket().getLocalPort();
      Watched watched =
          perl(
              "use Socket; socket(my $s, PF_INET, SOCK_STREAM, 0);"
                  + "connect($s, sockaddr_in($ARGV[0], inet_aton('127.0.0.1'))) or die;"
                  + "print((sockaddr_in(getsockname($s)))[0]);",
              port);
      String own = watched.output();

      SeenEvent connect = watched.named("connect").get(0);
      assertThat(connect.result()).isZero();
      assertThat(connect.fdName()).isEqualTo("127.0.0.1:" + own + "->127.0.0.1:" + port);
      assertThat(connect.value("addr")).isEqualTo("027f000001" + littleEndian(port));
      SeenEvent socket = watched.only("socket", "fd", connect.value("fd"));
      assertThat(socket.value("domain")).isEqualTo("2");
    }
  }

  @Test
  void seesConnectionsOverIpv6() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
      server.bind(new InetSocketAddress("::1", 0));
      int port = server.socket().getLocalPort();
      Watched watched =
          perl(
              "use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6 unpack_sockaddr_in6);"
                  + "socket(my $s, PF_INET6, SOCK_STREAM, 0);"
                  + "connect($s, pack_sockaddr_in6($ARGV[0], inet_pton(AF_INET6, '::1'))) or die;"
                  + "print((unpack_sockaddr_in6(getsockname($s)))[0]);",
              port);
      String own = watched.output();

      SeenEvent connect = watched.named("connect").get(0);
      assertThat(connect.fdName()).isEqualTo("::1:" + own + "->::1:" + port);
    }
  }

  @Test
  void seesConnectionsOverUnixSockets() throws Exception {
    Path path = directory.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Watched watched =
          perl(
              "use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0);"
                  + "connect($s, sockaddr_un($ARGV[0])) or die;",
              path);

      SeenEvent connect = watched.named("connect").get(0);
      assertThat(connect.result()).isZero();
      assertThat(connect.fdName()).endsWith(path.toString());
    }
  }

  @Test
  void seesWhoIsConnectedTo() throws Exception {
    Watched watched =
        perl(
            "use Socket; socket(my $l, PF_INET, SOCK_STREAM, 0);"
                + "bind($l, sockaddr_in(0, inet_aton('127.0.0.1'))); listen($l, 7);"
                + "my $a = getsockname($l); if (!fork()) { socket(my $s, PF_INET, SOCK_STREAM, 0);"
                + "connect($s, $a); exit; } accept(my $c, $l); wait;"
                + "print((sockaddr_in($a))[0], ' ', (sockaddr_in(getpeername($c)))[0]);");
    String[] ports = watched.output().split(" ");

    SeenEvent accept =
        watched.events().stream().filter(e -> e.name().startsWith("accept")).findFirst().get();
    assertThat(accept.result()).isPositive();
    assertThat(accept.fdName()).isEqualTo("127.0.0.1:" + ports[1] + "->127.0.0.1:" + ports[0]);
    assertThat(watched.named("listen").get(0).value("backlog")).isEqualTo("7");
    assertThat(watched.named("bind").get(0).result()).isZero();
  }

  @Test
  void seesDatagrams() throws Exception {
    Watched watched =
        perl(
            "use Socket; socket(my $l, PF_INET, SOCK_DGRAM, 0);"
                + "bind($l, sockaddr_in(0, inet_aton('127.0.0.1')));"
                + "socket(my $s, PF_INET, SOCK_DGRAM, 0); send($s, 'hello', 0, getsockname($l));"
                + "recv($l, my $b, 99, 0); print((sockaddr_in(getsockname($l)))[0]);");

    SeenEvent send = watched.only("sendto", "data", "hello");
    assertThat(send.fdName()).endsWith("->127.0.0.1:" + watched.output());
    SeenEvent receive = watched.only("recvfrom", "data", "hello");
    assertThat(receive.result()).isEqualTo(5);
    assertThat(receive.fdName()).endsWith("->127.0.0.1:" + watched.output());
  }

  @Test
  void seesEachOfSeveralMessages() throws Exception {
    Watched watched =
        perl(
            "use Socket; socketpair(my $a, my $b, AF_UNIX, SOCK_DGRAM, 0); my @d = ('one',"
                + " 'three');my @v = map { pack('PQ', $_, length $_) } @d;my $m = join '', map {"
                + " pack('Q Q P Q Q Q Q Q', 0, 0, $_, 1, 0, 0, 0, 0) } @v;print syscall(307,"
                + " fileno($a), $m, 2, 0);");

    assertThat(watched.output()).isEqualTo("2");
    assertThat(watched.named("sendmmsg"))
        .extracting(e -> e.value("data") + " " + e.value("size") + " " + e.result())
        .containsExactly("one 3 3", "three 5 5");
  }

  @Test
  void seesWhatHappensToFiles() throws Exception {
    String file = Files.createFile(directory.resolve("file")).toString();
    String other = directory.resolve("other").toString();
    Watched watched =
        perl(
            "my ($f, $o) = @ARGV; chmod 04755, $f; chown 7, 8, $f; symlink $f, $o; unlink $o;"
                + "link $f, $o; unlink $o; rename $f, $o; mkdir $f; rmdir $f;"
                + "syscall(268, -100, $o, 0600); syscall(88, $o, $f); syscall(87, $f);",
            file,
            other);

    assertThat(Integer.parseInt(watched.only("chmod", "filename", file).value("mode")))
        .isEqualTo(04755);
    SeenEvent chown = watched.only("chown", "path", file);
    assertThat(chown.value("uid")).isEqualTo("7");
    assertThat(chown.value("gid")).isEqualTo("8");
    assertThat(watched.named("symlink").get(0).value("target")).isEqualTo(file);
    assertThat(watched.named("symlink").get(0).value("linkpath")).isEqualTo(other);
    assertThat(watched.named("unlink")).extracting(e -> e.value("path")).contains(other, file);
    assertThat(watched.only("link", "oldpath", file).value("newpath")).isEqualTo(other);
    assertThat(watched.only("rename", "oldpath", file).value("newpath")).isEqualTo(other);
    assertThat(watched.only("mkdir", "path", file).result()).isZero();
    assertThat(watched.only("rmdir", "path", file).result()).isZero();
    assertThat(watched.only("fchmodat", "filename", other).value("dirfd"))
        .isEqualTo(CURRENT_DIRECTORY);
  }

  @Test
  void seesWhoAProcessBecomes() throws Exception {
    Watched watched =
        Watched.run(
            live,
            "setpriv",
            "--regid=65534",
            "--reuid=65534",
            "--clear-groups",
            "perl",
            "-e",
            "syscall(105, 65534); syscall(105, 0);");

    assertThat(watched.named("setresuid").get(0).value("euid")).isEqualTo("65534");
    assertThat(watched.named("setuid"))
        .extracting(e -> e.value("uid") + " " + e.result())
        .containsExactly("65534 0", "0 -1");
    SeenEvent perl = watched.lastRun();
    assertThat(perl.value("uid")).isEqualTo("65534");
    assertThat(perl.value("gid")).isEqualTo("65534");
    assertThat(perl.value("cap_effective")).isEqualTo("0");
    assertThat(perl.value("flags")).as("not writable").isEqualTo("0");
  }

  @Test
  void seesMountsInANamespace() throws Exception {
    Watched watched =
        Watched.run(
            live,
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "perl",
            "-e",
            "my ($n, $t) = ('nothing', 'tmpfs'); syscall(165, $n, $ARGV[0], $t, 14, 0);"
                + " syscall(166, $ARGV[0], 2);",
            directory.toString());

    assertThat(watched.named("unshare").get(0).value("flags")).isEqualTo(String.valueOf(1 << 5));
    SeenEvent mount = watched.only("mount", "dir", directory.toString());
    assertThat(mount.result()).isZero();
    assertThat(mount.value("dev")).isEqualTo("nothing");
    assertThat(mount.value("type")).isEqualTo("tmpfs");
    assertThat(mount.value("flags")).isEqualTo("14");
    assertThat(watched.only("umount2", "name", directory.toString()).value("flags")).isEqualTo("2");
  }

  @Test
  void knowsProcessesInANamespaceByTheIdsOfTheMachine() throws Exception {
    Watched watched = Watched.run(live, "unshare", "--pid", "--fork", "sh", "-c", "echo $$; true");

    assertThat(watched.output()).isEqualTo("1");
    SeenEvent shell =
        watched.named("execve").stream()
            .filter(e -> e.result() == 0 && e.value("exe").equals("sh"))
            .findFirst()
            .get();
    assertThat(shell.parentPid()).isEqualTo(watched.pid());
    SeenEvent clone =
        watched.named("clone").stream().filter(e -> e.value("vpid").equals("1")).findFirst().get();
    assertThat(clone.value("pid")).isEqualTo(Long.toString(shell.pid()));
  }

  @Test
  void seesProgramsInMemory() throws Exception {
    Watched watched =
        perl(
            "use IO::Handle; my $n = 'hidden'; my $d = syscall(319, $n, 0);"
                + "open(my $m, '>&=', $d); $m->autoflush(1); open(my $s, '<', '/bin/true');"
                + "local $/; print {$m} readline($s); exec \"/proc/self/fd/$d\";");

    assertThat(watched.named("memfd_create").get(0).value("name")).isEqualTo("hidden");
    SeenEvent program = watched.lastRun();
    assertThat(program.value("trusted_exepath")).isEqualTo("memfd:hidden");
    assertThat(Integer.parseInt(program.value("flags")) & 1 << 2).isNotZero();
  }

  /** Who changes a name after the kernel has read it does not deceive the state. */
  @Test
  void knowsWhatWasOpenedThoughTheNameWasChanged() throws Exception {
    Path pipe = directory.resolve("asked-for");
    Path shown = Files.writeString(directory.resolve("shown"), directory + "/harmless!\0");
    Path asked = Files.writeString(directory.resolve("asked"), pipe + "\0");
    Watched watched =
        perl(
            "my ($pipe, $asked, $shown) = @ARGV; system('mkfifo', $pipe);"
                + "my $a = syscall(9, 0, 4096, 3, 0x21, -1, 0);"
                + "open(my $f, '<', $asked); syscall(0, fileno($f), $a, 4096);"
                + "if (!fork()) { select(undef, undef, undef, 0.3); open(my $g, '<', $shown);"
                + "syscall(0, fileno($g), $a, 4096); open(my $w, '>', $pipe); exit; }"
                + "syscall(2, $a, 0); wait;",
            pipe,
            asked,
            shown);

    SeenEvent open = watched.only("open", "name", directory + "/harmless!");
    assertThat(open.result()).isPositive();
    assertThat(open.fdName()).isEqualTo(pipe.toString());
  }

  /** System calls by the gate of 32-bit programs have other numbers and arguments elsewhere. */
  @Test
  void seesWhatProgramsOf32BitsDo() throws Exception {
    Path program = directory.resolve("small");
    Files.write(program, CompatProgram.opening("/etc/hostname", 0));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    if (exitCode(program) != CompatProgram.EXIT_CODE) {
      abort("this kernel runs no programs of 32 bits");
    }
    Watched watched = Watched.run(live, program.toString());

    SeenEvent open = watched.only("open", "name", "/etc/hostname");
    assertThat(open.result()).isPositive();
    assertThat(open.fdName()).isEqualTo("/etc/hostname");
    assertThat(watched.named("socket").get(0).value("domain")).isEqualTo("1");
    assertThat(watched.named("procexit").get(0).value("ret")).isEqualTo("7");
  }

  /**
   * What it ends with; where the kernel refuses it, a shell tries it and ends with another code.
   */
  private static int exitCode(Path program) throws InterruptedException {
    try {
      return new ProcessBuilder(program.toString()).start().waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void seesNothingOfItself() throws Exception {
    Path file = directory.resolve("own");
    Files.writeString(file, "own");
    new ProcessBuilder("perl", "-e", "open(my $f, '<', $ARGV[0]);", file.toString()).start();

    // What happens in the order of time: who opens the file first.
    SyscallEvent open = live.next(100_000_000);
    while (open == null || !SeenEvent.of(open).value("name").equals(file.toString())) {
      assertThat(Thread.interrupted()).as("in time").isFalse();
      open = live.next(100_000_000);
    }
    assertThat(SeenEvent.of(open).command()).isEqualTo("perl");
  }

  @Test
  void keepsTheOrderOfTime() throws Exception {
    Watched watched = perl("for (1..2000) { stat '/'; } fork() for 1..4; wait for 1..4;");

    assertThat(watched.named("newfstatat").size()).isGreaterThanOrEqualTo(2000);
    List<Long> times =
        watched.events().stream()
            .filter(e -> e.pid() == watched.pid())
            .map(SeenEvent::time)
            .toList();
    assertThat(times).isSorted();
  }

  @Test
  void watchesOtherSystemCallsWhenToldSo() throws Exception {
    live.select(
        SyscallSelection.forRules(
            EventTypeSet.NONE,
            Set.of(),
            new BaseSyscalls(List.of("mkdir", "execve"), false, false)));
    try {
      Watched watched = perl("mkdir \"$ARGV[0]/a\"; rmdir \"$ARGV[0]/a\"; stat '/';", directory);

      assertThat(watched.events())
          .extracting(SeenEvent::name)
          .containsOnly("execve", "mkdir", "procexit");
    } finally {
      live.select(SyscallSelection.everything());
    }
  }

  private static Watched perl(String program, Object... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[3 + arguments.length];
    command[0] = "perl";
    command[1] = "-e";
    command[2] = program;
    for (int i = 0; i < arguments.length; i++) {
      command[3 + i] = arguments[i].toString();
    }
    return Watched.run(live, command);
  }

  private static String idOf(String option) throws IOException {
    Process process = new ProcessBuilder("id", option).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String littleEndian(int port) {
    return String.format("%02x%02x", port & 0xff, port >> 8);
  }
}
