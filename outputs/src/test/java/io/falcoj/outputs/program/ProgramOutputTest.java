// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.outputs.AlertLines;
import io.falcoj.outputs.CapturedLog;
import io.falcoj.outputs.Outputs;
import io.falcoj.outputs.RefusedAlertException;
import io.falcoj.outputs.TestLines;
import io.falcoj.testdata.ToolRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs as a shell runs them. */
@Timeout(600)
class ProgramOutputTest {

  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ProgramOutput program(String command, boolean keepAlive) {
    return new ProgramOutput(command, keepAlive, out, LONG);
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @ValueSource(booleans = {true, false})
  void whatTheProgramWritesGoesToStandardOutput(boolean keepAlive) throws IOException {
    ProgramOutput output = program("cat", keepAlive);
    write(output, "one", "two");
    write(output, "three");
    output.close();
    assertThat(written()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aProgramThatIsKeptRunsOnce() throws IOException {
    ProgramOutput output = program("echo started; cat; echo ended", true);
    write(output, "one");
    write(output, "two");
    output.close();
    assertThat(written()).isEqualTo("started\none\ntwo\nended\n");
  }

  @Test
  void aProgramThatIsNotKeptRunsForEachAlert() throws IOException {
    ProgramOutput output = program("echo started; cat; echo ended", false);
    write(output, "one", "two");
    output.close();
    assertThat(written()).isEqualTo("started\none\nended\nstarted\ntwo\nended\n");
  }

  @Test
  void theShellReadsTheCommand() throws IOException {
    Path file = folder.resolve("alerts");
    ProgramOutput output = program("sed 's/^/got /' | tr a-z A-Z >> '" + file + "'", false);
    write(output, "one", "two");
    assertThat(file).hasContent("GOT ONE\nGOT TWO\n");
  }

  @Test
  void openedAnewTheProgramIsAnother() throws IOException {
    ProgramOutput output = program("echo started; cat", true);
    write(output, "one");
    output.reopen();
    write(output, "two");
    output.close();
    assertThat(written()).isEqualTo("started\none\nstarted\ntwo\n");
  }

  @Test
  void aProgramThatEndedIsStartedAgain() throws Exception {
    Path first = folder.resolve("first");
    String takesOneAlert = "read alert; echo $$ >" + first + ".new; mv " + first + ".new " + first;
    try (Outputs outputs =
        Outputs.forReplay()
            .add(program("test -e " + first + " && cat && exit; " + takesOneAlert + "; exit 7", true))
            .start()) {
      outputs.put(TestLines.of("one"));
      while (!Files.exists(first)) {
        Thread.sleep(5);
      }
      // As long as it is there, even ending, what is written to it may be taken and never read.
      long program = Long.parseLong(Files.readString(first).strip());
      while (ProcessHandle.of(program).isPresent()) {
        Thread.sleep(5);
      }
      outputs.put(TestLines.of("two"));
      outputs.put(TestLines.of("three"));
      outputs.flush();
      assertThat(outputs.failures()).isEmpty();
    }
    assertThat(written()).isEqualTo("two\nthree\n");
  }

  @Test
  void theStatusOfAProgramForOneAlertIsTold() {
    ProgramOutput output = program("cat; exit 3", false);
    assertThatThrownBy(() -> write(output, "one"))
        .isInstanceOf(RefusedAlertException.class)
        .hasMessage("the program ended with status 3");
    assertThat(written()).isEqualTo("one\n");
  }

  @Test
  void aProgramNeedNotReadItsAlert() throws IOException {
    ProgramOutput output = program("true", false);
    write(output, "x".repeat(1 << 20), "two");
    output.close();
  }

  @Test
  void aCommandThatIsNoneIsToldByTheShellsStatus() {
    ProgramOutput output = program("/no/such/program 2> /dev/null", false);
    assertThatThrownBy(() -> write(output, "one")).hasMessage("the program ended with status 127");
  }

  @Test
  void aProgramThatEndsAtOnceIsNotStartedWithoutEnd() throws IOException {
    Path starts = folder.resolve("starts");
    Outputs outputs =
        Outputs.forReplay()
            .add(program("echo started >> " + starts + "; exec 0<&-; exit 1", true))
            .start();
    String large = "x".repeat(1 << 18);
    for (int i = 0; i < 100; i++) {
      outputs.put(TestLines.of(large));
    }
    outputs.close();
    assertThat(outputs.failures()).containsOnlyKeys("program");
    assertThat(Files.readAllLines(starts).size()).isLessThan(20);
    assertThat(outputs.counters().get(0).failed()).isEqualTo(100);
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @ValueSource(booleans = {true, false})
  void closingEndsAProgramThatNeverReads(boolean keepAlive) throws Exception {
    ProgramOutput output = program("sleep 1000 | sleep 1000", keepAlive);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try {
                write(output, "x".repeat(1 << 20));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    while (ProcessHandle.current().descendants().filter(this::sleeps).count() < 2) {
      Thread.sleep(10);
    }
    output.close();
    assertThat(writer).failsWithin(240, TimeUnit.SECONDS);
    assertThat(ProcessHandle.current().descendants().filter(this::sleeps)).isEmpty();
  }

  private boolean sleeps(ProcessHandle process) {
    return process.info().commandLine().orElse("").endsWith("sleep 1000");
  }

  @Test
  void closingWaitsForAProgramThatWorksOn() throws IOException {
    ProgramOutput output = program("cat; sleep 0.3; echo done", true);
    write(output, "one");
    output.close();
    assertThat(written()).isEqualTo("one\ndone\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 1000",
        "trap '' TERM; while true; do sleep 1000; done",
        "(trap '' TERM; sleep 1000; sleep 1000) & sleep 1000",
        "sleep 1000 | sleep 1000 | sleep 1000",
      })
  void aProgramThatGoesOnBehindTheEndOfItsInputIsEndedWithAllThatItStarted(String command)
      throws Exception {
    try (CapturedLog log = CapturedLog.start()) {
      ProgramOutput output =
          new ProgramOutput(command, true, OutputStream.nullOutputStream(), SHORT);
      write(output, "one");
      List<ProcessHandle> first = awaitSleeping();
      output.reopen();
      assertEnded(first);
      write(output, "two");
      List<ProcessHandle> second = awaitSleeping();
      output.close();
      assertEnded(second);
      assertThat(log.messages())
          .hasSize(2)
          .containsOnly("program: it went on for 100 ms after the end of its input, and was ended");
    }
  }

  @Test
  void aProgramIsToldToEndBeforeItIsKilled() throws Exception {
    Path told = folder.resolve("told");
    ProgramOutput output =
        new ProgramOutput(
            "trap 'echo told > " + told + "; exit' TERM; sleep 1000 & wait",
            true,
            OutputStream.nullOutputStream(),
            SHORT);
    write(output, "one");
    awaitSleeping();
    output.close();
    assertThat(told).hasContent("told\n");
  }

  @Test
  void whatAProgramLeftToItselfEndsWithItsGroup() throws Exception {
    Assumptions.assumeTrue(ToolRun.isInstalled("setsid"), "needs setsid, for a group of its own");
    Path id = folder.resolve("id");
    String orphan = "(sleep 1000 & echo $! > " + id + ")";
    ProgramOutput output =
        new ProgramOutput(
            orphan + "; sleep 1000", true, OutputStream.nullOutputStream(), SHORT);
    write(output, "one");
    while (!Files.exists(id) || Files.size(id) == 0) {
      Thread.sleep(10);
    }
    ProcessHandle left =
        ProcessHandle.of(Long.parseLong(Files.readString(id).strip())).orElseThrow();
    output.close();
    assertEnded(List.of(left));
  }

  @Test
  void anInterruptedCloseLeavesNoProgramBehind() throws Exception {
    ProgramOutput output = program("sleep 1000", true);
    write(output, "one");
    List<ProcessHandle> running = awaitSleeping();
    Thread.currentThread().interrupt();
    assertThatThrownBy(output::close).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertEnded(running);
  }

  /** Waits until a program sleeps; all processes that belong to it. */
  private List<ProcessHandle> awaitSleeping() throws InterruptedException {
    while (ProcessHandle.current().descendants().noneMatch(this::sleeps)) {
      Thread.sleep(10);
    }
    return ProcessHandle.current().descendants().toList();
  }

  /** Those killed end at once, but not always before the next instruction. */
  private static void assertEnded(List<ProcessHandle> processes) throws Exception {
    for (ProcessHandle process : processes) {
      process.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void aThousandAlertsArriveInOrder() throws IOException {
    StringBuilder expected = new StringBuilder();
    try (Outputs outputs = Outputs.forReplay().add(program("cat", true)).start()) {
      for (int i = 0; i < 1000; i++) {
        outputs.put(TestLines.of("line " + i));
        expected.append("line ").append(i).append('\n');
      }
    }
    assertThat(written()).isEqualTo(expected.toString());
  }

  private static void write(ProgramOutput output, String... texts) throws IOException {
    AlertLines lines = TestLines.of(texts);
    for (int next = 0; next < lines.count(); ) {
      next += output.write(lines, next);
    }
  }
}
