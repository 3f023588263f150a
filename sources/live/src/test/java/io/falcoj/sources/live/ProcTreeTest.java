// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdInfo.Transport;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.StateLimits;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of machines of all kinds, friendly or not. */
@Timeout(600)
class ProcTreeTest {

  private static final byte[] HOST = {};
  private static final String ADDRESSES =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  @TempDir Path root;
  private ProcTree tree;

  @BeforeEach
  void needsLinux() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux"), "the C library of Linux reads links");
    tree = new ProcTree(root);
  }

  /** Links lead out of the directory: they are not to be left to whoever clears it. */
  @AfterEach
  void removeLinks() {
    tree.remove("proc");
  }

  private SystemState scan() throws IOException {
    SystemState state = new SystemState();
    new ProcScanner(root, state, List::of).scan();
    return state;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ThreadInfo thread(SystemState state, long tid) {
    ThreadInfo thread = state.threads().get(tid);
    assertThat(thread).as("thread %d", tid).isNotNull();
    return thread;
  }

  @Test
  void takesEverythingOver() throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh").thread(11, 10, 1, "worker");
    SystemState state = scan();
    ThreadInfo thread = thread(state, 10);
    assertThat(text(thread.commandLine())).isEqualTo("sh -a b c");
    assertThat(text(thread.exe())).isEqualTo("/bin/sh");
    assertThat(text(thread.exepath())).isEqualTo("/bin/sh");
    assertThat(text(thread.env())).isEqualTo("A=b\0C=d\0");
    assertThat(text(thread.workingDirectory())).isEqualTo("/home/sh/");
    assertThat(text(thread.root())).isEqualTo("/");
    assertThat(thread.uid()).isEqualTo(1000);
    assertThat(thread.gid()).isEqualTo(1001);
    assertThat(thread.loginUid()).isEqualTo(-1);
    assertThat(thread.sid()).isEqualTo(8);
    assertThat(thread.pgid()).isEqualTo(7);
    assertThat(thread.vpgid()).isEqualTo(7);
    assertThat(thread.tty()).isEqualTo(34816);
    assertThat(thread.minorFaults()).isEqualTo(11);
    assertThat(thread.majorFaults()).isEqualTo(12);
    assertThat(thread.vmSizeKb()).isEqualTo(30);
    assertThat(thread.vmRssKb()).isEqualTo(20);
    assertThat(thread.vmSwapKb()).isEqualTo(10);
    assertThat(thread.capInheritable()).isEqualTo(1);
    assertThat(thread.capPermitted()).isEqualTo(-1);
    assertThat(thread.capEffective()).isEqualTo(0x1FFFFFFFFFFL);
    assertThat(thread.fdLimit()).isEqualTo(1024);
    // Half a minute behind the start of the machine.
    assertThat(thread.cloneNanos() - thread(state, 1).pidNamespaceStartNanos()).isZero();
    assertThat(text(thread.cgroups())).contains("cpu=/system.slice/sh\0");
    assertThat(thread(state, 1).children()).contains(thread);
    assertThat(thread(state, 11).main()).isSameAs(thread);
    assertThat(thread.threadCount()).isEqualTo(2);
    assertThat(state.machine().cpus()).isEqualTo(2);
    assertThat(state.machine().memoryBytes()).isEqualTo(2 << 20);
    assertThat(state.machine().bootNanos()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(state.machine().hostname()).isEqualTo("machine");
  }

  @Test
  void knowsTheIdsThatAProcessHasInItsNamespaces() throws IOException {
    tree.process(1, 0, "init").process(500, 1, "inner").process(501, 500, "shell");
    tree.status("proc/500/", 500, 500, 1, "NStgid:\t500\t20\t1\nNSpid:\t500\t20\t1\n");
    tree.status("proc/501/", 501, 501, 500, "NStgid:\t501\t21\t2\nNSpid:\t501\t21\t2\n");
    tree.link("proc/500/ns/pid", "pid:[2]").link("proc/501/ns/pid", "pid:[2]");
    SystemState state = scan();
    assertThat(thread(state, 501).vtid()).isEqualTo(2);
    assertThat(thread(state, 501).vpid()).isEqualTo(2);
    assertThat(thread(state, 501).pidNamespaceStartNanos())
        .isEqualTo(thread(state, 500).cloneNanos());
  }

  /** Three threads of a container: what {@code /proc} shows as 1, 20, 21 is 501, 520, 521. */
  private static List<KernelThread> container() {
    return List.of(
        new KernelThread(1, 1, 501, 501, 400, 501, 300),
        new KernelThread(1, 20, 520, 520, 501, 501, 300),
        new KernelThread(1, 21, 521, 520, 501, 501, 300));
  }

  @Test
  void knowsThreadsOfTheOwnNamespaceByTheIdsOfTheMachine() throws IOException {
    tree.process(1, 0, "init").process(20, 1, "sh").thread(21, 20, 1, "worker");
    // It began after the ids were told: events tell of it.
    tree.process(22, 1, "later");
    tree.fd(20, 3, "anon_inode:[pidfd]", "02").fd(20, 4, "socket:[78]", "02");
    tree.write("proc/20/fdinfo/3", "flags:\t02\nPid:\t1\n");
    tree.write(
        "proc/20/net/unix",
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "00000000f82fb0dc: 00000002 00000000 00010000 0001 01    78 /run/socket\n");
    SystemState state = new SystemState();
    new ProcScanner(root, state, ProcTreeTest::container).scan();
    assertThat(state.threads().size()).isEqualTo(3);
    ThreadInfo thread = thread(state, 520);
    assertThat(text(thread.comm())).isEqualTo("sh");
    assertThat(thread.ptid()).isEqualTo(501);
    assertThat(thread.pgid()).isEqualTo(501);
    assertThat(thread.sid()).isEqualTo(300);
    assertThat(thread.vtid()).isEqualTo(20);
    assertThat(thread.vpid()).isEqualTo(20);
    assertThat(thread.vpgid()).isEqualTo(7);
    assertThat(thread.pidNamespaceStartNanos()).isEqualTo(thread(state, 501).cloneNanos());
    assertThat(thread(state, 501).children()).contains(thread);
    assertThat(thread(state, 521).main()).isSameAs(thread);
    assertThat(thread.fd(3).pid()).isEqualTo(501);
    assertThat(text(thread.fd(4).name())).isEqualTo("/run/socket");
  }

  @Test
  void looksUpThreadsOfTheOwnNamespaceByTheIdsOfTheMachine() throws IOException {
    tree.process(1, 0, "init");
    SystemState state = new SystemState();
    List<KernelThread> known = new ArrayList<>(container().subList(0, 1));
    ProcScanner scanner = new ProcScanner(root, state, () -> known);
    scanner.scan();
    assertThat(state.threads().size()).isEqualTo(1);
    known.addAll(container().subList(1, 3));
    tree.process(20, 1, "sh").thread(20, 20, 1, "sh").process(21, 1, "worker");
    tree.fd(20, 1, "/file", "02").status("proc/21/", 21, 20, 1, "");
    long now = System.currentTimeMillis() * 1_000_000L;
    assertThat(text(state.threads().getOrInvent(521, now).comm())).isEqualTo("worker");
    ThreadInfo main = thread(state, 520);
    assertThat(text(main.fd(1).name())).isEqualTo("/file");
    assertThat(thread(state, 521).main()).isSameAs(main);
    assertThat(state.threads().getOrInvent(20, now).isInvalid()).isTrue();
    assertThat(scanner.isAlive(main)).isTrue();
    tree.remove("proc/20");
    assertThat(scanner.isAlive(main)).isFalse();
  }

  @Test
  void translatesNothingThatShowsTheMachine() throws IOException {
    tree.process(1, 0, "init").process(520, 1, "sh");
    tree.write("proc/self/status", "NSpid:\t520\t20\n");
    SystemState state = new SystemState();
    new ProcScanner(root, state, ProcTreeTest::container).scan();
    assertThat(text(thread(state, 520).comm())).isEqualTo("sh");
    assertThat(thread(state, 520).ptid()).isEqualTo(1);
  }

  /** Of a container in a container, the outer one's: whose ids these are cannot be told. */
  @ParameterizedTest
  @ValueSource(strings = {"NSpid:\t20\t7\n", "Name:\tx\n"})
  void takesNothingFromANamespaceInBetween(String self) throws IOException {
    tree.process(1, 0, "init").process(20, 1, "sh").write("proc/self/status", self);
    SystemState state = new SystemState();
    new ProcScanner(root, state, () -> List.of(new KernelThread(2, 20, 520, 520, 501, 501, 300)))
        .scan();
    assertThat(state.threads().size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'0::/system.slice/docker-{}.scope', memory=/system.slice/docker-{}.scope",
    "'0::/../../kubepods/pod1/{}', memory=/kubepods/pod1/{}",
    "'4:memory,cpu:/docker/{}', memory=/docker/{}"
  })
  void knowsTheContainerOfAProcess(String line, String expected) throws IOException {
    String id = "0a1b".repeat(16);
    tree.process(1, 0, "init").process(10, 1, "sh");
    tree.write("proc/10/cgroup", line.replace("{}", id) + "\n");
    ThreadInfo thread = thread(scan(), 10);
    assertThat(text(thread.containerId())).isEqualTo(id.substring(0, 12));
    assertThat(text(thread.cgroups())).contains(expected.replace("{}", id) + "\0");
  }

  @Test
  void tellsControllersByTheNearestGroupThatHasThem() throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh");
    tree.write("proc/10/cgroup", "0::/a/b\n");
    String groups = "proc/1/root-of-test/";
    tree.remove("proc/1/root");
    tree.link("proc/1/root", root.resolve(groups).toString());
    tree.write(groups + "sys/fs/cgroup/a/b/cgroup.controllers", "memory pids\n");
    tree.write(groups + "sys/fs/cgroup/a/cgroup.controllers", "cpu memory pids\n");
    tree.write(groups + "sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory pids\n");
    assertThat(text(thread(scan(), 10).cgroups()).split("\0"))
        .containsExactly("memory=/a/b", "pids=/a/b", "cpu=/a", "cpuset=/", "blkio=/");
  }

  @Test
  void tellsDescriptorsOfEveryKind() throws IOException {
    String file = root.resolve("file").toString();
    tree.write("file", "text");
    tree.process(1, 0, "init").process(10, 1, "sh");
    tree.fd(10, 0, file, "02100002");
    tree.fd(10, 1, root.toString(), "0200000");
    tree.fd(10, 2, "pipe:[77]", "01");
    tree.fd(10, 3, "anon_inode:[eventpoll]", "02000002");
    tree.fd(10, 4, "anon_inode:[perf_event]", "02");
    tree.fd(10, 5, "/memfd:name (deleted)", "02");
    tree.fd(10, 6, "/gone (deleted)", "0");
    SystemState state = scan();
    FdInfo opened = fd(state, 0);
    assertThat(opened.type()).isEqualTo(FdType.FILE_V2);
    assertThat(text(opened.name())).isEqualTo(file);
    assertThat(opened.inode()).isEqualTo(Files.getAttribute(Path.of(file), "unix:ino"));
    assertThat(opened.mountId()).isEqualTo(30);
    assertThat(opened.openFlags()).isEqualTo(3 | 1 << 12 | 1 << 11);
    assertThat(fd(state, 1).type()).isEqualTo(FdType.DIRECTORY);
    assertThat(fd(state, 2).type()).isEqualTo(FdType.FIFO);
    assertThat(fd(state, 2).inode()).isEqualTo(77);
    assertThat(fd(state, 3).type()).isEqualTo(FdType.EVENTPOLL);
    assertThat(fd(state, 3).isCloseOnExec()).isTrue();
    assertThat(fd(state, 4).type()).isEqualTo(FdType.UNSUPPORTED);
    assertThat(fd(state, 5).type()).isEqualTo(FdType.MEMFD);
    assertThat(text(fd(state, 6).name())).isEqualTo("/gone (deleted)");
  }

  private static FdInfo fd(SystemState state, long number) {
    FdInfo fd = thread(state, 10).fd(number);
    assertThat(fd).as("descriptor %d", number).isNotNull();
    return fd;
  }

  @Test
  void tellsSocketsByTheirNamespace() throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh").process(20, 1, "other");
    tree.link("proc/20/ns/net", "net:[2]");
    for (int number = 0; number < 8; number++) {
      tree.fd(10, number, "socket:[" + (100 + number) + "]", "02");
    }
    tree.fd(20, 0, "socket:[100]", "02");
    tree.write(
        "proc/10/net/tcp",
        ADDRESSES
            + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  0  0"
            + " 100 1 0 100 0 0 10 0\n"
            + "   1: 0100000A:0050 0200000A:01BB 01 00000000:00000000 00:00000000 00000000  0  0"
            + " 101 1 0 100 0 0 10 0\n"
            + "   2: 0100000A:1F90 0200000A:01BB 01 00000000:00000000 00:00000000 00000000  0  0"
            + " 102 1 0 100 0 0 10 0\n");
    tree.write(
        "proc/10/net/udp6",
        ADDRESSES
            + "   0: B80D0120000000000000000001000000:0035 B80D0120000000000000000002000000:1000"
            + " 01 00000000:00000000 00:00000000 00000000 0 0 103 1 0 0\n");
    tree.write(
        "proc/10/net/unix",
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "00000000f82fb0dc: 00000002 00000000 00010000 0001 01   104 /run/with blank\n"
            + "00000000f82fb0dd: 00000002 00000000 00010000 0001 01   105\n");
    tree.write(
        "proc/10/net/netlink",
        "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n"
            + "000000004cfcfce3 0   0          00000000 0        0        0     2        0    "
            + " 106\n");
    SystemState state = scan();
    assertThat(text(fd(state, 0).name())).isEqualTo("127.0.0.1:8080");
    assertThat(fd(state, 0).type()).isEqualTo(FdType.IPV4_SERVER_SOCKET);
    assertThat(text(fd(state, 1).name())).isEqualTo("10.0.0.1:80->10.0.0.2:443");
    assertThat(fd(state, 1).transport()).isEqualTo(Transport.TCP);
    assertThat(fd(state, 1).isClient()).isTrue();
    assertThat(text(fd(state, 2).name())).isEqualTo("10.0.0.2:443->10.0.0.1:8080");
    assertThat(fd(state, 2).isServer()).isTrue();
    assertThat(fd(state, 3).type()).isEqualTo(FdType.IPV6_SOCKET);
    assertThat(text(fd(state, 3).name())).isEqualTo("2001:db8::1:53->2001:db8::2:4096");
    assertThat(fd(state, 3).transport()).isEqualTo(Transport.UDP);
    assertThat(text(fd(state, 4).name())).isEqualTo("/run/with blank");
    assertThat(fd(state, 5).type()).isEqualTo(FdType.UNIX_SOCKET);
    assertThat(fd(state, 5).name()).isEmpty();
    assertThat(fd(state, 6).type()).isEqualTo(FdType.NETLINK);
    assertThat(thread(state, 10).fd(7)).isNull();
    // The same number in another namespace is another socket, of which nothing is told.
    assertThat(thread(state, 20).fd(0)).isNull();
  }

  @Test
  void believesNoPathThatMayBeForged() throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh");
    tree.fd(10, 0, "socket:[100]", "02");
    tree.write(
        "proc/10/net/unix",
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "00000000f82fb0dc: 00000002 00000000 00010000 0001 01   99 /x\n"
            + "0000000000000001: 00000002 00000000 00010000 0001 01  100 /run/docker.sock\n"
            + "00000000f82fb0dd: 00000002 00000000 00010000 0001 01  100 /real\n");
    assertThat(fd(scan(), 0).name()).isEmpty();
  }

  @Test
  void leavesOutKernelThreadsAndTheDead() throws IOException {
    tree.process(1, 0, "init").process(2, 0, "kthreadd").process(3, 1, "zombie");
    tree.write("proc/2/cmdline", "").remove("proc/2/exe");
    tree.write("proc/3/cmdline", "").remove("proc/3/exe");
    assertThat(scan().threads().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "stat",
        "cmdline",
        "comm",
        "environ",
        "exe",
        "cwd",
        "root",
        "cgroup",
        "loginuid",
        "limits",
        "ns/pid",
        "ns/net",
        "fd",
        "fdinfo",
        "net"
      })
  void readsOnWhereSomethingIsMissing(String file) throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh").process(20, 1, "other");
    tree.fd(10, 3, "pipe:[77]", "02").fd(10, 4, "socket:[78]", "02").write("proc/10/net/x", "");
    tree.remove("proc/10/" + file);
    SystemState state = scan();
    assertThat(text(thread(state, 20).comm())).isEqualTo("other");
    if (!file.startsWith("stat")) {
      assertThat(thread(state, 10).pid()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void readsOnWhateverFilesHold(long seed) throws IOException {
    Random random = new Random(seed);
    tree.process(1, 0, "init").process(20, 1, "other");
    String[] files = {
      "status",
      "stat",
      "cmdline",
      "comm",
      "environ",
      "cgroup",
      "loginuid",
      "limits",
      "net/tcp",
      "net/tcp6",
      "net/unix",
      "net/netlink",
      "fdinfo/4",
      "../stat",
      "../uptime",
      "../meminfo",
      "../../etc/passwd",
      "../../etc/group",
      "../1/mounts"
    };
    for (int round = 0; round < 60; round++) {
      tree.process(10, 1, "sh").fd(10, 4, "socket:[78]", "02");
      String file = files[random.nextInt(files.length)];
      tree.write("proc/10/" + file, content(random));
      SystemState state = scan();
      assertThat(text(thread(state, 20).comm())).as("seed %d: %s", seed, file).isEqualTo("other");
    }
  }

  private static byte[] content(Random random) {
    byte[] content = new byte[random.nextInt(4) == 0 ? 1 << 17 : random.nextInt(500)];
    String likely = "0123456789abcdef :\n\t-()/\0=,";
    for (int i = 0; i < content.length; i++) {
      content[i] =
          random.nextInt(10) == 0
              ? (byte) random.nextInt()
              : (byte) likely.charAt(random.nextInt(likely.length()));
    }
    return content;
  }

  @Test
  void cutsWhatIsTooLong() throws IOException {
    tree.process(1, 0, "init").process(10, 1, "sh");
    tree.write("proc/10/cmdline", "a\0" + "b".repeat(1 << 20));
    tree.write("proc/10/environ", "c".repeat(1 << 20));
    tree.write("proc/10/cgroup", "0::/" + "d".repeat(1 << 20));
    ThreadInfo thread = thread(scan(), 10);
    assertThat(thread.args()).hasSizeLessThanOrEqualTo(4096).endsWith(0);
    assertThat(thread.env()).hasSize(4096).endsWith(0);
    assertThat(thread.cgroups()).hasSizeLessThanOrEqualTo(4096);
  }

  @Test
  void takesNoMoreThreadsThanAreWanted() throws IOException {
    for (int pid = 1; pid <= 50; pid++) {
      tree.process(pid, 0, "p" + pid);
    }
    SystemState state = new SystemState();
    state.setLimits(new StateLimits(20, Duration.ofMinutes(5), Duration.ofMinutes(5)));
    new ProcScanner(root, state, List::of).scan();
    assertThat(state.threads().size()).isEqualTo(20);
  }

  @Test
  void readsUsersAndGroupsThatMakeSense() throws IOException {
    tree.process(1, 0, "init");
    tree.write(
        "etc/passwd",
        "root:x:0:0:root:/root:/bin/bash\nme:x:1000:1001:Me,,:/home/me:/bin/zsh\n"
            + "twin:x:1000:1:::\n# no user\nbroken:x:y:z:::\n:::::::::\nbig:x:99999999999:1:::\n"
            + "minus:x:-1:1:::\nlast:x:4294967294:1::/:/sh");
    tree.write("etc/group", "root:x:0:\nwe:x:1001:me\nbroken:x\n");
    SystemState state = scan();
    assertThat(state.users().users(HOST)).hasSize(3);
    assertThat(text(state.users().user(HOST, 1000).name())).isEqualTo("me");
    assertThat(text(state.users().user(HOST, 1000).shell())).isEqualTo("/bin/zsh");
    assertThat(state.users().user(HOST, 1000).gid()).isEqualTo(1001);
    assertThat(text(state.users().user(HOST, -2).name())).isEqualTo("last");
    assertThat(state.users().groups(HOST)).hasSize(2);
  }

  @Test
  void readsOnWhileProcessesVanish() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    tree.process(1, 0, "init");
    Thread churn =
        new Thread(
            () -> {
              Random random = new Random(1);
              while (!done.get()) {
                long pid = 10 + random.nextInt(30);
                tree.process(pid, 1, "p" + pid).thread(pid + 100, pid, 1, "t");
                for (int number = 0; number < 5; number++) {
                  tree.fd(pid, number, number == 0 ? "socket:[9]" : "/file" + number, "02");
                }
                tree.remove("proc/" + (10 + random.nextInt(30)) + "/fd");
                tree.remove("proc/" + pid);
              }
            });
    for (long pid = 10; pid < 40; pid++) {
      tree.process(pid, 1, "p" + pid).fd(pid, 1, "/file", "02");
    }
    churn.start();
    try {
      for (int round = 0; round < 100; round++) {
        SystemState state = scan();
        assertThat(text(thread(state, 1).comm())).isEqualTo("init");
        state
            .threads()
            .forEach(
                (tid, thread) -> {
                  assertThat(thread.isInvalid()).isFalse();
                  assertThat(thread.tid()).isEqualTo(tid);
                });
      }
    } finally {
      done.set(true);
      churn.join();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, 0, 1",
    "amd64, 01, 2",
    "amd64, 02, 3",
    "amd64, 0200000, 1025",
    "amd64, 040000, 513",
    "aarch64, 040000, 1025",
    "aarch64, 0200000, 513",
    "amd64, 04010000, 145",
    "amd64, 02002101, 4110"
  })
  void flagsAreThoseOfEvents(String architecture, String octal, int expected) {
    assertThat(OpenFlags.of(architecture).encode(Long.parseLong(octal, 8))).isEqualTo(expected);
  }
}
