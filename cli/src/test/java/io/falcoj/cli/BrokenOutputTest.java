// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts that cannot be written are never lost silently. */
class BrokenOutputTest {

  private static final Path FULL_DISK = Path.of("/dev/full");

  @TempDir Path folder;
  private Path rules = Path.of("");
  private Path log = Path.of("");

  @BeforeEach
  void writeInput() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
  }

  @Test
  void aClosedPipeIsNoError() {
    FalcojRun run = FalcojRun.to(new FailingStream("Broken pipe"), arguments());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Not everything was read.").doesNotContain("Error");
  }

  @Test
  void anyOtherFailureOfStandardOutputIsAnError() {
    FalcojRun run = FalcojRun.to(new FailingStream("No space left on device"), arguments());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "Error: alerts could not be written to the output stdout: No space left on device\n");
  }

  @Test
  void aFullDiskIsAnErrorAndStopsNoOtherOutput() {
    Assumptions.assumeTrue(Files.exists(FULL_DISK), "no /dev/full here");
    FalcojRun run =
        FalcojRun.of(
            "-r",
            rules.toString(),
            "-e",
            log.toString(),
            "-o",
            "file_output.enabled=true",
            "-o",
            "file_output.filename=" + FULL_DISK);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("08:00:00.000000000: Notice seen one\n");
    assertThat(run.err()).contains("Error: alerts could not be written to the output file: ");
  }

  @Test
  void aClosedPipeStopsNoOtherOutput() throws IOException {
    Path file = folder.resolve("alerts.txt");
    List<String> arguments =
        List.of(
            "-r",
            rules.toString(),
            "-e",
            log.toString(),
            "-o",
            "file_output.enabled=true",
            "-o",
            "file_output.filename=" + file);
    FalcojRun run = FalcojRun.to(new FailingStream("Broken pipe"), arguments);
    assertThat(run.exitCode()).isZero();
    assertThat(file).hasContent("08:00:00.000000000: Notice seen one\n");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsAnError() {
    Assumptions.assumeTrue(Files.exists(FULL_DISK), "no /dev/full here");
    FalcojRun run =
        FalcojRun.of(
            "-r", rules.toString(), "-e", log.toString(), "--summary", FULL_DISK.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Error: --summary: /dev/full cannot be written");
  }

  @Test
  void aSummaryWithoutFolderIsAnError() {
    Path file = folder.resolve("none").resolve("summary.txt");
    FalcojRun run =
        FalcojRun.of("-r", rules.toString(), "-e", log.toString(), "--summary", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("Error: --summary: " + file + " cannot be written: found no such folder");
  }

  @Test
  void savedRulesAreWholeOrAsBefore() throws IOException {
    Path rulesFile = Files.writeString(folder.resolve("saved.yaml"), "as before");
    Path policy = Files.writeString(folder.resolve("policy.yaml"), "kind: Deployment\n");
    FalcojRun run = FalcojRun.of("--psp", policy.toString(), "--psp_save", rulesFile.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(rulesFile).hasContent("as before");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  private List<String> arguments() {
    return List.of("-r", rules.toString(), "-e", log.toString());
  }

  private static final class FailingStream extends OutputStream {
    private final String reason;

    private FailingStream(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
