// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.falcoj.sources.syscall.state.FdInfo;
import io.falcoj.sources.syscall.state.FdInfo.Transport;
import io.falcoj.sources.syscall.state.FdTable;
import io.falcoj.sources.syscall.state.FdType;
import io.falcoj.sources.syscall.state.SystemState;
import io.falcoj.sources.syscall.state.ThreadInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of the machine that the tests run on. */
class ProcScannerTest {

  @TempDir Path directory;

  @BeforeAll
  static void needsProc() {
    Assumptions.assumeTrue(
        Files.isReadable(Path.of("/proc/self/status")), "there is no /proc on this machine");
  }

  private static SystemState scan() throws IOException {
    SystemState state = new SystemState();
    new ProcScanner(Path.of("/"), state, List::of).scan();
    return state;
  }

  private static ThreadInfo thread(SystemState state, long tid) {
    ThreadInfo thread = state.threads().get(tid);
    assertThat(thread).as("thread %d", tid).isNotNull();
    return thread;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void tellsOfAProcessWhatItIs() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sleep", "60.5");
    builder.directory(directory.toFile());
    builder.environment().put("FALCOJ_TEST", "yes");
    Process child = builder.start();
    try {
      awaitProgram(child, "sleep");
      SystemState state = scan();
      ThreadInfo thread = thread(state, child.pid());
      long own = ProcessHandle.current().pid();
      assertThat(thread.pid()).isEqualTo(child.pid());
      assertThat(thread.ptid()).isEqualTo(own);
      assertThat(text(thread.comm())).isEqualTo("sleep");
      assertThat(text(thread.exe())).isEqualTo("/bin/sleep");
      assertThat(text(thread.exepath())).endsWith("/bin/sleep");
      assertThat(text(thread.commandLine())).isEqualTo("sleep 60.5");
      assertThat(text(thread.workingDirectory())).isEqualTo(directory.toRealPath() + "/");
      assertThat(text(thread.env())).contains("FALCOJ_TEST=yes\0");
      assertThat(text(thread.root())).isEqualTo("/");
      assertThat(thread.uid()).isEqualTo(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
      assertThat(thread.fdLimit()).isPositive();
      assertThat(thread.sid()).isEqualTo(statistic(child, 6));
      assertThat(thread.pgid()).isEqualTo(statistic(child, 5));
      assertThat(thread.vtid()).isPositive();
      assertThat(thread.exeInode())
          .isEqualTo(Files.getAttribute(Path.of("/bin/sleep"), "unix:ino"));
      assertThat(thread.exeInodeModificationNanos()).isPositive();
      assertThat(thread.cloneNanos()).isPositive();
      assertThat(thread.vmSizeKb()).isPositive();
      assertThat(thread.fds()).isNotNull();
      assertThat(thread(state, own).children()).contains(thread);
    } finally {
      child.destroyForcibly();
    }
  }

  /** A child is a copy of its parent until it runs its program. */
  private static void awaitProgram(Process child, String name) throws IOException {
    while (!Files.readString(Path.of("/proc/" + child.pid() + "/comm")).startsWith(name)) {
      Thread.onSpinWait();
    }
  }

  /**
   * A number of /proc/PID/stat, counted as in proc(5). Sessions and groups may be 0: of processes
   * that began outside of any, and of those whose leader is in another namespace.
   */
  private static long statistic(Process process, int number) throws IOException {
    String line = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String afterName = line.substring(line.lastIndexOf(')') + 2);
    return Long.parseLong(afterName.split(" ")[number - 3]);
  }

  @Test
  void tellsOfThreadsOfAProcess() throws IOException {
    SystemState state = scan();
    ThreadInfo own = thread(state, ProcessHandle.current().pid());
    assertThat(own.threadCount()).isGreaterThan(1);
    ThreadInfo other =
        own.group().threads().stream().filter(each -> each != own).findFirst().orElseThrow();
    assertThat(other.main()).isSameAs(own);
    assertThat(other.fds()).isSameAs(own.fds());
    assertThat(other.environment()).isEqualTo(own.env());
  }

  @Test
  void tellsOfOpenFiles() throws IOException {
    Path file = Files.writeString(directory.resolve("naïve name"), "text");
    try (InputStream open = Files.newInputStream(file)) {
      assertThat(open.available()).isPositive();
      FdInfo fd = find(scan(), each -> text(each.name()).equals(realPath(file)));
      assertThat(fd.type()).isEqualTo(FdType.FILE_V2);
      assertThat(fd.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
      assertThat(fd.openFlags() & 3).isEqualTo(1);
      assertThat(fd.isCloseOnExec()).isFalse();
      long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
      assertThat(fd.deviceMinor()).isEqualTo((int) (device & 0xFF | device >>> 12 & 0xFFFFF00));
    }
  }

  private static String realPath(Path path) {
    try {
      return path.toRealPath().toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsOfBothEndsOfConnections() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket client = new Socket("127.0.0.1", server.getLocalPort());
        Socket accepted = server.accept()) {
      SystemState state = scan();
      int port = accepted.getLocalPort();
      FdInfo listening = find(state, fd -> fd.isServerSocket() && fd.destinationPort() == port);
      assertThat(listening.transport()).isEqualTo(Transport.TCP);
      String ends = "127.0.0.1:" + client.getLocalPort() + "->127.0.0.1:" + port;
      List<FdInfo> connections = findAll(state, fd -> text(fd.name()).equals(ends));
      assertThat(connections).hasSize(2).allMatch(fd -> fd.type() == FdType.IPV4_SOCKET);
      assertThat(connections).anyMatch(fd -> fd.isClient()).anyMatch(fd -> fd.isServer());
    }
  }

  private interface Condition {
    boolean holds(FdInfo fd);
  }

  private static FdInfo find(SystemState state, Condition condition) {
    List<FdInfo> found = findAll(state, condition);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<FdInfo> findAll(SystemState state, Condition condition) {
    List<FdInfo> found = new ArrayList<>();
    FdTable fds = thread(state, ProcessHandle.current().pid()).fds();
    assertThat(fds).isNotNull();
    fds.forEach(
        (number, fd) -> {
          if (condition.holds(fd)) {
            found.add(fd);
          }
        });
    return found;
  }

  @Test
  void tellsOfTheMachineAndItsUsers() throws IOException {
    SystemState state = scan();
    assertThat(state.machine().cpus()).isPositive();
    assertThat(state.machine().memoryBytes()).isPositive();
    assertThat(state.machine().bootNanos()).isPositive();
    assertThat(state.machine().hostname()).isNotEmpty();
    assertThat(state.interfaces().isOwn(0x7F000001L)).isTrue();
    assertThat(state.users().recordedUser(new byte[0], 0)).isNotNull();
    assertThat(text(state.users().recordedUser(new byte[0], 0).home())).isEqualTo("/root");
  }

  @Test
  void looksUpAThreadOfWhichNoEventTold() throws IOException {
    SystemState state = scan();
    Process child = new ProcessBuilder("/bin/sleep", "60").start();
    try {
      awaitProgram(child, "sleep");
      long now = System.currentTimeMillis() * 1_000_000L;
      assertThat(state.threads().get(child.pid())).isNull();
      @Nullable ThreadInfo found = state.threads().getOrInvent(child.pid(), now);
      assertThat(found).isNotNull();
      assertThat(text(found.comm())).isEqualTo("sleep");
      assertThat(found.threadCount()).isEqualTo(1);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void doesNotTakeALaterThreadWithTheSameIdForAnEarlierOne() throws IOException {
    SystemState state = scan();
    Process child = new ProcessBuilder("/bin/sleep", "60").start();
    try {
      awaitProgram(child, "sleep");
      long before = (System.currentTimeMillis() - 5_000) * 1_000_000L;
      @Nullable ThreadInfo invented = state.threads().getOrInvent(child.pid(), before);
      assertThat(invented).isNotNull();
      assertThat(invented.isInvalid()).isTrue();
      assertThat(text(invented.comm())).isEqualTo("<NA>");
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void saysWhereThereIsNothingToRead() {
    ProcScanner scanner = new ProcScanner(directory, new SystemState(), List::of);
    assertThatIOException()
        .isThrownBy(scanner::scan)
        .withMessage(directory + "/proc/ (HOST_ROOT names its parent)");
  }
}
