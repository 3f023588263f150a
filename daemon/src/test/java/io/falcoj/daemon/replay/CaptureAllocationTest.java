// SPDX-License-Identifier: Apache-2.0
package io.falcoj.daemon.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.falcoj.daemon.evaluation.SyscallEvaluator;
import io.falcoj.engine.FieldRegistry;
import io.falcoj.engine.rules.LoadedRules;
import io.falcoj.engine.rules.LoaderSettings;
import io.falcoj.engine.rules.RuleLoader;
import io.falcoj.engine.rules.read.RulesFile;
import io.falcoj.engine.ruleset.RuleMatching;
import io.falcoj.fields.StandardFields;
import io.falcoj.fields.StandardPlugins;
import io.falcoj.fields.table.FieldSettings;
import io.falcoj.library.evaluation.RunRules;
import io.falcoj.outputs.AlertTime;
import io.falcoj.outputs.AlertWriter;
import io.falcoj.outputs.TextAlertFormat;
import io.falcoj.sources.syscall.capture.CaptureFile;
import io.falcoj.sources.syscall.capture.CaptureReplay;
import io.falcoj.sources.syscall.state.SyscallEvent;
import io.falcoj.testdata.ConformanceFolders;
import io.falcoj.testdata.TestData;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of real captures that change no state and match no rule cost no memory. */
class CaptureAllocationTest {

  private static final int ROOM_FOR_ALERTS = 1 << 13;
  private static final int WARM_UP = 3;

  /** Room for what grows to its size once in every replay; far less than a byte an event. */
  private static final long TOLERANCE_BYTES = 8 << 10;

  /** Calls that leave processes and files as they are; others do so when they fail. */
  private static final Set<String> CHANGE_NOTHING =
      Set.of(
          "read",
          "pread",
          "write",
          "pwrite",
          "lseek",
          "access",
          "newfstatat",
          "fstat",
          "stat",
          "getdents64",
          "mmap",
          "mprotect",
          "munmap",
          "brk",
          "futex",
          "poll",
          "ioctl",
          "sendto",
          "recvfrom",
          "close",
          "rename",
          "unlinkat",
          "getuid",
          "page_fault",
          "switch",
          "procexit",
          "syscall");

  private static final Set<String> OPEN = Set.of("open", "openat", "openat2");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void withRulesOfItsOwn() throws Exception {
    check(
        List.of(TestData.file("rules/syscall.yaml")),
        TestData.file("conformance/psp/captures/workload.scap.gz"),
        2_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shell-host.scap", "shell-container.scap", "net-container.scap"})
  void withTheDefaultRules(String capture) throws Exception {
    Path suite = ConformanceFolders.further().resolve("syscall-outputs");
    Assumptions.assumeTrue(Files.exists(suite), suite + " does not exist");
    List<Path> rules =
        List.of(
            suite.resolve("rules/falco_rules.yaml"),
            suite.resolve("rules/falco-incubating_rules.yaml"),
            suite.resolve("rules/falco-sandbox_rules.yaml"));
    check(rules, suite.resolve("captures").resolve(capture), 10_000);
  }

  private void check(List<Path> rulesFiles, Path file, int atLeast) throws IOException {
    RunRules rules = rules(rulesFiles);
    AlertWriter writer =
        new AlertWriter(new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC), ROOM_FOR_ALERTS);
    SyscallEvaluator evaluator =
        new SyscallEvaluator(
            rules,
            writer,
            null,
            (event, failure) -> {
              throw new AssertionError(failure);
            });
    byte[] capture = bytes(file);
    for (int i = 0; i < WARM_UP; i++) {
      replay(capture, evaluator, writer);
    }
    Counts counts = replay(capture, evaluator, writer);
    assertThat(counts.unchanging).isGreaterThan(atLeast);
    assertThat(counts.forUnchanging).isLessThan(TOLERANCE_BYTES);
    assertThat(counts.evaluated).isGreaterThan(counts.unchanging);
    assertThat(counts.forEvaluation).isLessThan(TOLERANCE_BYTES);
  }

  /** How many events there were, and how many bytes they took. */
  private static final class Counts {
    private int unchanging;
    private long forUnchanging;
    private int evaluated;
    private long forEvaluation;
  }

  private Counts replay(byte[] capture, SyscallEvaluator evaluator, AlertWriter writer)
      throws IOException {
    CaptureReplay replay = new CaptureReplay(new ByteArrayInputStream(capture));
    replay.open();
    Counts counts = new Counts();
    // What the first event finds is the machine's state at the start, which costs memory.
    replay.next();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (SyscallEvent event = replay.next(); event != null; event = replay.next()) {
      long between = threads.getCurrentThreadAllocatedBytes();
      evaluator.accept(event);
      long after = threads.getCurrentThreadAllocatedBytes();
      if (writer.length() == 0) {
        counts.evaluated++;
        counts.forEvaluation += after - between;
        if (changesNothing(event)) {
          counts.unchanging++;
          counts.forUnchanging += after - before;
        }
      }
      writer.take();
      before = threads.getCurrentThreadAllocatedBytes();
    }
    return counts;
  }

  private static boolean changesNothing(SyscallEvent event) {
    String name = event.type().name();
    return CHANGE_NOTHING.contains(name) || OPEN.contains(name) && event.returnValue() < 0;
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream stored = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain = CaptureFile.decompressed(stored)) {
      return plain.readAllBytes();
    }
  }

  private static RunRules rules(List<Path> files) throws IOException {
    FieldRegistry fields = StandardFields.registry(new FieldSettings(ZoneOffset.UTC, "host"));
    RuleLoader loader = new RuleLoader(LoaderSettings.of(fields, StandardPlugins.ALL));
    for (Path file : files) {
      String name = file.getFileName().toString();
      assertThat(loader.load(RulesFile.of(name, Files.readString(file))).isSuccessful()).isTrue();
    }
    LoadedRules loaded = loader.rules();
    return new RunRules(
        loaded.compile(loaded.select(), RuleMatching.FIRST), List.of(), false, fields);
  }
}
