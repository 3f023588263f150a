// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.falcoj.testdata.ConformanceFolders;
import io.falcoj.testdata.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipe where a file is expected: nothing waits without a word for its other end. */
@Timeout(600)
class NamedPipeTest {

  @TempDir Path folder;

  private Path rules = Path.of("");
  private Path pipe = Path.of("");

  @BeforeEach
  void makePipe() throws Exception {
    rules = Files.writeString(folder.resolve("rules.yaml"), AuditLogText.RULE);
    pipe = folder.resolve("pipe");
    assumeThat(ToolRun.isInstalled("mkfifo")).as("mkfifo is there").isTrue();
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
  }

  @Test
  void alertsWaitForWhoReadsThePipe() throws IOException {
    try (FalcojProcess falcoj = start()) {
      falcoj.awaitErr(pipe + " is a pipe: while nobody reads it, alerts wait");
      falcoj.awaitErr("webhook on ");
      Thread client = new Thread(() -> post(falcoj));
      client.start();
      falcoj.awaitErr("file: " + pipe + " is a pipe that nobody reads");
      try (InputStream reader = Files.newInputStream(pipe)) {
        byte[] line = new byte[80];
        int length = reader.read(line);
        assertThat(new String(line, 0, length, StandardCharsets.UTF_8)).contains("seen one");
        assertThat(falcoj.terminate()).isZero();
      }
    }
  }

  private static void post(FalcojProcess falcoj) {
    try {
      falcoj.post(AuditLogText.event("one"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void reloadsAndEndsThoughNobodyReadsThePipe() throws IOException {
    try (FalcojProcess falcoj = start()) {
      falcoj.awaitErr("webhook on ");
      falcoj.signal("HUP");
      falcoj.awaitErr("The configuration is the same as before");
      falcoj.signal("USR1");
      falcoj.awaitErr("reopening outputs");
      assertThat(falcoj.terminate()).isZero();
    }
  }

  private FalcojProcess start() throws IOException {
    return FalcojProcess.start(
        "-r",
        rules.toString(),
        "-o",
        "file_output.enabled=true",
        "-o",
        "file_output.filename=" + pipe);
  }

  @Test
  void aSummaryThatNobodyReadsIsAnError() throws IOException {
    Path log = Files.writeString(folder.resolve("audit.log"), AuditLogText.event("one") + "\n");
    FalcojRun run =
        FalcojRun.of("-r", rules.toString(), "-e", log.toString(), "--summary", pipe.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--summary: ", pipe + " is a pipe that nobody reads");
  }

  @Test
  void aRecordingThatNobodyReadsIsAnError() throws IOException {
    Path capture = ConformanceFolders.own().resolve("psp/captures/workload.scap.gz");
    Path looks = Files.writeString(folder.resolve("syscall.yaml"), "[]\n");
    FalcojRun run =
        FalcojRun.of("-r", looks.toString(), "-e", capture.toString(), "-w", pipe.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Error: recording to " + pipe + " failed: ");
  }

  @Test
  void whatCameThroughAPipeIsNotReadAgain() throws Exception {
    Process writer =
        new ProcessBuilder("sh", "-c", "cat \"$0\" > \"$1\"", rules.toString(), pipe.toString())
            .start();
    try (FalcojProcess falcoj = FalcojProcess.startWebhook("-r", pipe.toString())) {
      falcoj.signal("HUP");
      falcoj.awaitErr(pipe + " is a pipe, which can be read only once");
      assertThat(falcoj.post(AuditLogText.event("one"))).isEqualTo(200);
      falcoj.awaitOut("seen one");
      assertThat(falcoj.terminate()).isZero();
    } finally {
      writer.destroy();
    }
  }
}
