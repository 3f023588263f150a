// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.falcoj.engine.ruleset.EventTypeSet;
import io.falcoj.sources.syscall.state.SyscallEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opening, closing, and what happens when nobody reads. */
@Tag("live")
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class LiveLifecycleTest {

  private static final SyscallSelection FILES =
      SyscallSelection.forRules(
          EventTypeSet.NONE,
          Set.of(),
          new BaseSyscalls(List.of("openat", "execve", "clone", "mkdir"), false, false));
  private static final int SMALL = 1 << 16;

  /** Has the kernel count how long programs take (BPF_ENABLE_STATS) for as long as it runs. */
  private static final String STAT_WHILE_COUNTED =
      """
      my $kind = pack('x128');
      exit 1 if syscall(321, 32, $kind, 128) < 0;
      stat '/' for 1..2000;
      """;

  @TempDir Path directory;

  @Test
  void leavesNothingBehind() throws Exception {
    for (int i = 0; i < 2; i++) {
      LiveAccess.open(LiveOptions.of(FILES)).close();
    }
    long descriptors = count(Path.of("/proc/self/fd"));
    long mappings = ringMappings();

    for (int i = 0; i < 10; i++) {
      LiveSyscalls live = LiveAccess.open(new LiveOptions(FILES, SMALL, 1, 80, false));
      live.next(1);
      live.close();
      live.close();
    }

    // The virtual machine may have opened one of its own.
    assertThat(count(Path.of("/proc/self/fd"))).isLessThan(descriptors + 10);
    assertThat(ringMappings()).isEqualTo(mappings).isZero();
  }

  @Test
  void countsWhatIsLostWhenNobodyReads() throws Exception {
    try (LiveSyscalls live = LiveAccess.open(new LiveOptions(FILES, SMALL, 0, 80, false))) {
      run("perl", "-e", "for (1..5000) { open(my $f, '<', '/etc/hostname'); }");

      LiveCounters lost = live.counters();
      assertThat(lost.events()).isGreaterThan(5000);
      assertThat(lost.drops()).isPositive().isEqualTo(lost.bufferDrops());
      assertThat(lost.enterDrops()).isPositive();
      assertThat(lost.exitDrops()).isPositive();
      assertThat(lost.enterDrops()).isEqualTo(lost.drops(DropCategory.OPEN_ENTER));
      assertThat(lost.drops(DropCategory.OPEN_EXIT)).isPositive();
      assertThat(lost.drops(DropCategory.CONNECT_EXIT)).isZero();
      assertThat(lost.byProcessor().stream().mapToLong(LiveCounters.OfProcessor::events).sum())
          .isEqualTo(lost.events());
      assertThat(lost.byProcessor().stream().mapToLong(LiveCounters.OfProcessor::drops).sum())
          .isEqualTo(lost.drops());

      assertThat(makesDirectoriesUntilOneIsSeen(live)).as("events come again").isTrue();
    }
  }

  /** On a busy machine so small a buffer may be full again before it is read. */
  private boolean makesDirectoriesUntilOneIsSeen(LiveSyscalls live) throws Exception {
    for (int i = 0; i < 100; i++) {
      while (live.next(0) != null) {}
      run("mkdir", directory.resolve("after" + i).toString());
      for (SyscallEvent event = live.next(0); event != null; event = live.next(0)) {
        if (SeenEvent.of(event).name().equals("mkdir")) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void tellsHowOftenItsPartsRanIfTheKernelCounts() throws Exception {
    try (LiveSyscalls live = LiveAccess.open(LiveOptions.of(FILES))) {
      Process counted = new ProcessBuilder("perl", "-e", STAT_WHILE_COUNTED).start();
      assumeThat(counted.waitFor()).as("may have the kernel count").isZero();

      assertThat(live.runs()).extracting(ProgramRun::name).contains("sys_enter", "sys_exit");
      assertThat(live.runs())
          .allSatisfy(run -> assertThat(run.nanos()).as(run.name()).isPositive())
          .filteredOn(run -> run.name().equals("sys_exit"))
          .allSatisfy(run -> assertThat(run.runs()).isGreaterThanOrEqualTo(2000));
    }
  }

  @Test
  void knowsNothingOfRunsThatTheKernelDoesNotCount() {
    String counted = "prog_jited:\t1\nrun_time_ns:\t1234\nrun_cnt:\t5\nrecursion_misses:\t0\n";
    assertThat(ProgramRun.of("sys_exit", counted)).contains(new ProgramRun("sys_exit", 5, 1234));
    assertThat(ProgramRun.of("sys_exit", "run_time_ns:\t0\nrun_cnt:\t0\n")).isEmpty();
    assertThat(ProgramRun.of("sys_exit", "")).isEmpty();
  }

  @Test
  void countsAndSelectsWhenItIsClosedAlready() throws Exception {
    LiveSyscalls live = LiveAccess.open(LiveOptions.of(FILES));
    run("mkdir", directory.resolve("made").toString());
    live.close();

    assertThat(live.counters().events()).isPositive();
    assertThat(live.runs()).isEmpty();
    live.select(SyscallSelection.everything());
    // What was taken before is still there.
    while (live.next(0) != null) {}
    assertThat(live.next(1_000_000)).isNull();
  }

  @Test
  void readsOneBufferForEachProcessor() throws Exception {
    // Nobody reads meanwhile: there must be room for what all other processes do, too.
    SyscallSelection stats =
        SyscallSelection.forRules(
            EventTypeSet.NONE,
            Set.of(),
            new BaseSyscalls(List.of("stat", "newfstatat"), false, false));
    try (LiveSyscalls live = LiveAccess.open(new LiveOptions(stats, 1 << 24, 1, 80, false))) {
      run("perl", "-e", "fork for 1..3; for (1..2000) { stat '/'; } 1 while wait > 0;");
      Map<Integer, Long> lastByCpu = new HashMap<>();
      int events = 0;
      for (SyscallEvent event = live.next(1); event != null; event = live.next(1)) {
        long last = lastByCpu.getOrDefault(event.cpu(), 0L);
        assertThat(event.timestampNanos()).isGreaterThanOrEqualTo(last);
        lastByCpu.put(event.cpu(), event.timestampNanos());
        events++;
      }
      assertThat(events).isGreaterThan(8 * 2000);
      assertThat(live.counters().drops()).isZero();
    }
  }

  @Test
  void leavesOutFailedSystemCallsWhenToldSo() throws Exception {
    try (LiveSyscalls live = LiveAccess.open(new LiveOptions(FILES, 1 << 20, 0, 80, true))) {
      Watched watched =
          Watched.run(live, "perl", "-e", "mkdir '/'; mkdir $ARGV[0];", directory + "/made");

      assertThat(watched.named("mkdir")).hasSize(1);
    }
  }

  @Test
  void cutsDataToTheSnapLength() throws Exception {
    SyscallSelection writes =
        SyscallSelection.forRules(
            EventTypeSet.NONE,
            Set.of(),
            new BaseSyscalls(List.of("write", "execve", "clone"), false, true));
    try (LiveSyscalls live = LiveAccess.open(new LiveOptions(writes, 1 << 20, 0, 5, false))) {
      Watched watched = Watched.run(live, "perl", "-e", "print 'abcdefghij';");

      assertThat(watched.only("write", "data", "abcde").result()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4.19.0-27-amd64, true",
    "5.9.16, true",
    "5.10.0-rc1, false",
    "6.18.44-fc, false",
    "7, false",
    "custom, false"
  })
  void knowsWhichKernelsAreTooOld(String kernel, boolean tooOld) {
    assertThat(KernelProgram.isTooOld(kernel)).isEqualTo(tooOld);
  }

  @Test
  void namesTheLimitOfLockedMemoryWhereItCounts() {
    String limit = "ulimit -l unlimited";
    assertThat(KernelProgram.missingPrivilege("5.10.0-33-amd64")).contains("CAP_BPF", limit);
    assertThat(KernelProgram.missingPrivilege("6.1.0")).contains("CAP_BPF").doesNotContain(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"0 0", "0-1 1", "0-3,5-7 7", "0,2,4-127 127"})
  void knowsHowManyProcessorsThereAre(String ranges, int highest) {
    assertThat(KernelProgram.highest(ranges + "\n")).isEqualTo(highest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Windows 11 | amd64 | 10.0 | / | this is not Linux; run falcoj on a Linux machine",
        "Linux | aarch64 | 6.1 | / | falcoj has no program for processors of type aarch64 yet; run"
            + " it on x86-64",
        "Linux | amd64 | 5.4.0 | / | Linux 5.4.0 is too old; 5.10 or later is needed",
        "Linux | amd64 | 6.1.0 | /absent | the kernel does not tell its types in /absent; use one"
            + " that is built with CONFIG_DEBUG_INFO_BTF"
      })
  void saysInOneLineWhatAMachineLacks(
      String name, String processor, String kernel, Path types, String problem) {
    Properties system = new Properties();
    system.setProperty("os.name", name);
    system.setProperty("os.arch", processor);
    system.setProperty("os.version", kernel);

    assertThatThrownBy(() -> KernelProgram.checkMachine(system, types))
        .isInstanceOf(LiveUnavailableException.class)
        .hasMessage("system calls cannot be watched: " + problem);
  }

  @Test
  void saysInOneLineThatPrivilegesAreMissing() throws Exception {
    LiveAccess.open(LiveOptions.of(FILES)).close();

    assertThat(openElsewhere("setpriv", "--inh-caps=-all", "--bounding-set=-all"))
        .containsExactly(
            "system calls cannot be watched: the privilege is missing; run as root or give"
                + " CAP_BPF, CAP_PERFMON and, to read /proc, CAP_SYS_PTRACE");
  }

  @Test
  void needsNothingButFourCapabilities() throws Exception {
    LiveAccess.open(LiveOptions.of(FILES)).close();
    String four = "-all,+bpf,+perfmon,+sys_ptrace,+dac_read_search";

    assertThat(
            openElsewhere(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=" + four,
                "--ambient-caps=" + four,
                "--bounding-set=" + four))
        .containsExactly("opened");
  }

  @Test
  void saysInOneLineThatTheLibraryIsMissing() throws Exception {
    LiveAccess.open(LiveOptions.of(FILES)).close();
    String library;
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      String line = lines.filter(mapped -> mapped.contains("libbpf.so")).findFirst().get();
      library = line.substring(line.indexOf('/'));
    }

    // An empty file in its place, for this process alone.
    assertThat(
            openElsewhere(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind /dev/null \"$0\" && exec \"$@\"",
                library))
        .containsExactly(
            "system calls cannot be watched: libbpf 1 is not installed; install it (Debian:"
                + " apt-get install libbpf1)");
  }

  @Test
  void saysInOneLineThatNothingCanBeUnpacked() throws Exception {
    LiveAccess.open(LiveOptions.of(FILES)).close();

    assertThat(openElsewhere("env", "JDK_JAVA_OPTIONS=-Djna.tmpdir=/proc"))
        .last()
        .isEqualTo(
            "system calls cannot be watched: JNA cannot unpack and load its own library; name a"
                + " folder that can be written and run from by"
                + " FALCOJ_JAVA_OPTS=-Djna.tmpdir=FOLDER");
  }

  /** What opening says in a process that a command starts. */
  private static List<String> openElsewhere(String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OpenAndTell.class.getName()));
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.lines().filter(line -> !line.startsWith("SLF4J")).toList();
  }

  /** Runs in a process that lacks something. */
  static final class OpenAndTell {
    public static void main(String[] arguments) {
      try {
        LiveSyscalls.open(LiveOptions.of(FILES)).close();
        System.out.println("opened");
      } catch (LiveUnavailableException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void refusesImpossibleOptions() {
    assertThatThrownBy(() -> new LiveOptions(FILES, 100_000, 1, 80, false))
        .hasMessage("no size of a ring buffer: 100000");
    assertThatThrownBy(() -> new LiveOptions(FILES, SMALL, -1, 80, false))
        .hasMessage("no number of processors: -1");
    assertThatThrownBy(() -> new LiveOptions(FILES, SMALL, 1, 70_000, false))
        .hasMessage("no length of data: 70000");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    }
  }

  private static long ringMappings() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("bpf-map")).count();
    }
  }
}
