// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals that come while falcoj watches, also before and after it does. */
@Timeout(600)
class LiveSignalsTest {

  private static final String RELOADED = "The configuration is the same as before";
  private static final List<String> NOHUP =
      List.of("perl", "-e", "$SIG{HUP} = 'IGNORE'; exec @ARGV");

  @TempDir Path folder;

  private Path rules = Path.of("");

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }

  @Test
  void reloadsAlsoWhenStartedByNohup() throws IOException {
    try (FalcojProcess falcoj = FalcojProcess.startBy(NOHUP, "-r", rules.toString())) {
      falcoj.awaitErr("webhook on ");
      falcoj.signal("HUP");
      falcoj.awaitErr(RELOADED);
      assertThat(falcoj.terminate()).isZero();
      assertThat(falcoj.err()).doesNotContain("stays ignored");
    }
  }

  /** A shell has the programs that it starts in the background ignore SIGINT. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void endsAlsoOnSignalsThatWereIgnoredWhenItStarted(String signal) throws IOException {
    List<String> ignoring = List.of("perl", "-e", "$SIG{" + signal + "} = 'IGNORE'; exec @ARGV");
    try (FalcojProcess falcoj = FalcojProcess.startBy(ignoring, "-r", rules.toString())) {
      falcoj.awaitErr("webhook on ");
      falcoj.signal(signal);
      assertThat(falcoj.awaitExit()).isZero();
    }
  }

  /** From the first line of the launcher on: before, there is nothing that could answer. */
  @ParameterizedTest
  @ValueSource(strings = {"HUP", "USR1", "USR2"})
  void livesThroughSignalsThatComeWhileItStarts(String signal) throws IOException {
    try (FalcojProcess falcoj =
        FalcojProcess.startByLauncher(folder, List.of(), "-r", rules.toString())) {
      falcoj.await("the launcher's first line", () -> answers(falcoj.pid(), signal));
      falcoj.await(
          "its start",
          () -> {
            falcoj.signal(signal);
            return falcoj.err().contains("webhook on ");
          });
      falcoj.signal("HUP");
      falcoj.awaitErr(RELOADED);
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void reloadsAlsoWhenStartedByTheLauncherUnderNohup() throws IOException {
    try (FalcojProcess falcoj =
        FalcojProcess.startByLauncher(folder, NOHUP, "-r", rules.toString())) {
      falcoj.awaitErr("webhook on ");
      falcoj.signal("HUP");
      falcoj.awaitErr(RELOADED);
      assertThat(falcoj.terminate()).isZero();
    }
  }

  @Test
  void livesThroughSignalsThatComeWhileItEnds() throws IOException {
    try (FalcojProcess falcoj =
        FalcojProcess.startBy(NOHUP, "-r", rules.toString())) {
      falcoj.awaitErr("webhook on ");
      falcoj.signal("TERM");
      falcoj.await(
          "its end",
          () -> {
            falcoj.signal("HUP");
            falcoj.signal("USR1");
            return !falcoj.isAlive();
          });
      assertThat(falcoj.awaitExit()).isZero();
    }
  }

  /** Whether a process catches or ignores a signal: the bits are those of Linux. */
  private static boolean answers(long pid, String signal) {
    int number =
        switch (signal) {
          case "HUP" -> 1;
          case "USR1" -> 10;
          default -> 12;
        };
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("SigIgn:") || line.startsWith("SigCgt:"))
          .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .anyMatch(mask -> (mask >> (number - 1) & 1) != 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
