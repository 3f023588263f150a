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

/** A replay in a process of its own, which is sent signals while there is more to read. */
@Timeout(600)
class ReplaySignalsTest {

  private static final String LINE = "08:00:00.000000000: Notice seen one";

  /** Enough for batches to become full soon. */
  private static final String EVENTS = (AuditLogText.event("one") + "\n").repeat(200);

  @TempDir Path folder;

  private Path rules = Path.of("");

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
  }

  /** Also where these tests run under {@code nohup}. */
  private static final List<String> NOTHING_IGNORED =
      List.of("perl", "-e", "@SIG{qw(TERM INT HUP)} = ('DEFAULT') x 3; exec @ARGV");

  private static final List<String> NOHUP =
      List.of("perl", "-e", "$SIG{HUP} = 'IGNORE'; exec @ARGV");

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void tellsWhatItFoundSoFarWhenItIsEnded(String signal) throws IOException {
    try (FalcojProcess process =
        FalcojProcess.startBy(NOTHING_IGNORED, "-r", rules.toString(), "-e", "-")) {
      process.feedUntil(EVENTS, "an alert", () -> process.out().contains(LINE));
      process.signal(signal);
      process.feedUntil(EVENTS, "its end", () -> !process.isAlive());
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.err())
          .contains("Events detected: ", "Not everything was read.", "Error: ended by a signal");
    }
  }

  @Test
  void goesOnUnderNohup() throws IOException {
    try (FalcojProcess process =
        FalcojProcess.startBy(NOHUP, "-r", rules.toString(), "-e", "-")) {
      process.feedUntil(EVENTS, "an alert", () -> process.out().contains(LINE));
      process.signal("HUP");
      int before = process.out().length();
      process.feedUntil(EVENTS, "more alerts", () -> process.out().length() > before);
      process.closeIn();
      assertThat(process.awaitExit()).isZero();
      assertThat(process.err()).doesNotContain("Not everything was read.");
    }
  }

  @Test
  void goesOnUnderNohupAlsoByTheLauncher() throws IOException {
    try (FalcojProcess process =
        FalcojProcess.startByLauncher(folder, NOHUP, "-r", rules.toString(), "-e", "-")) {
      process.feedUntil(EVENTS, "an alert", () -> process.out().contains(LINE));
      process.signal("HUP");
      int before = process.out().length();
      process.feedUntil(EVENTS, "more alerts", () -> process.out().length() > before);
      process.closeIn();
      assertThat(process.awaitExit()).isZero();
    }
  }

  @Test
  void isEndedByTheEndOfItsTerminalAlsoByTheLauncher() throws IOException {
    try (FalcojProcess process =
        FalcojProcess.startByLauncher(
            folder, NOTHING_IGNORED, "-r", rules.toString(), "-e", "-")) {
      process.feedUntil(EVENTS, "an alert", () -> process.out().contains(LINE));
      process.signal("HUP");
      process.feedUntil(EVENTS, "its end", () -> !process.isAlive());
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.err()).contains("Error: ended by a signal");
    }
  }

  @Test
  void endsAtTheSecondSignalIfThereIsNothingToRead() throws IOException {
    try (FalcojProcess process = FalcojProcess.start("-r", rules.toString(), "-e", "-")) {
      process.feedUntil(EVENTS, "an alert", () -> process.out().contains(LINE));
      process.await(
          "its end",
          () -> {
            process.signal("TERM");
            return !process.isAlive();
          });
      assertThat(process.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void opensItsOutputsAgain() throws IOException {
    Path alerts = folder.resolve("alerts.log");
    Path rotated = folder.resolve("alerts.log.1");
    try (FalcojProcess process =
        FalcojProcess.start(
            "-r",
            rules.toString(),
            "-e",
            "-",
            "-o",
            "file_output.enabled=true",
            "-o",
            "file_output.keep_alive=true",
            "-o",
            "file_output.filename=" + alerts)) {
      process.feedUntil(EVENTS, "an alert in the file", () -> hasLine(alerts));
      Files.move(alerts, rotated);
      process.signal("USR1");
      process.awaitErr("reopening outputs");
      process.feedUntil(EVENTS, "an alert in the new file", () -> hasLine(alerts));
    }
  }

  private static boolean hasLine(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).contains(LINE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
