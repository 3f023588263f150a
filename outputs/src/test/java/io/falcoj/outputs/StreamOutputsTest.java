// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Alert;
import io.falcoj.engine.Priority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output and files. */
class StreamOutputsTest {

  private static final AlertFormat FORMAT = new TextAlertFormat(AlertTime.CLOCK, ZoneOffset.UTC);
  private static final Alert ALERT =
      new Alert(0, Priority.NOTICE, "r", "k8s_audit", "seen", Map.of(), List.of());
  private static final String LINE = "00:00:00.000000000: Notice seen\n";

  @TempDir Path folder;

  @Test
  void standardOutputGetsEachAlertAtOnce() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    StdoutOutput output = new StdoutOutput(stream, e -> false);
    write(output);
    assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(LINE);
  }

  @Test
  void aLostReaderIsNoError() {
    StdoutOutput output = new StdoutOutput(new BrokenStream(), e -> true);
    assertThatThrownBy(() -> write(output)).isInstanceOf(ClosedOutputException.class);
  }

  @Test
  void anyOtherFailedWriteIsAnError() {
    StdoutOutput output = new StdoutOutput(new BrokenStream(), e -> false);
    assertThatThrownBy(() -> write(output))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ClosedOutputException.class);
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @ValueSource(booleans = {true, false})
  void aFileKeepsWhatItHolds(boolean keepAlive) throws IOException {
    Path file = folder.resolve("alerts.txt");
    Files.writeString(file, "old\n");
    try (FileOutput output = new FileOutput(file, keepAlive)) {
      output.prepare();
      write(output);
      write(output);
    }
    assertThat(file).hasContent("old\n" + LINE + LINE);
  }

  @Test
  void aFileThatIsNotKeptOpenCanBeMovedAwayBetweenTwoAlerts() throws IOException {
    Path file = folder.resolve("alerts.txt");
    Path moved = folder.resolve("alerts.old");
    try (FileOutput output = new FileOutput(file, false)) {
      write(output);
      Files.move(file, moved);
      write(output);
    }
    assertThat(file).hasContent(LINE);
    assertThat(moved).hasContent(LINE);
  }

  @Test
  void aFileInAMissingFolderIsNoticedBeforeTheFirstAlert() {
    FileOutput output = new FileOutput(folder.resolve("missing/alerts.txt"), true);
    assertThatThrownBy(output::prepare).isInstanceOf(IOException.class);
  }

  @Test
  void aFullDiskIsAnErrorForEachAlert() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
    FileOutput output = new FileOutput(full, true);
    assertThatThrownBy(() -> write(output)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> write(output)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @ValueSource(booleans = {true, false})
  void theLineAfterOneThatAnEarlierProcessToreIsALineOfItsOwn(boolean keepAlive)
      throws IOException {
    Path file = folder.resolve("alerts.txt");
    Files.writeString(file, "whole\ntorn");
    try (FileOutput output = new FileOutput(file, keepAlive)) {
      output.prepare();
      assertThat(file).content().isEqualTo("whole\ntorn");
      write(output);
      write(output);
    }
    assertThat(file).content().isEqualTo("whole\ntorn\n" + LINE + LINE);
  }

  @Test
  void aFileThatIsOpenedAnewMayEndWithATornLine() throws IOException {
    Path file = folder.resolve("alerts.txt");
    try (FileOutput output = new FileOutput(file, true)) {
      write(output);
      Files.writeString(file, "torn");
      output.reopen();
      write(output);
    }
    assertThat(file).content().isEqualTo("torn\n" + LINE);
  }

  @ParameterizedTest(name = "keep_alive: {0}")
  @ValueSource(booleans = {true, false})
  void noLineIsEmpty(boolean keepAlive) throws IOException {
    Path file = folder.resolve("alerts.txt");
    for (int start = 0; start < 3; start++) {
      try (FileOutput output = new FileOutput(file, keepAlive)) {
        output.prepare();
        write(output);
        output.reopen();
        write(output);
      }
    }
    assertThat(file).content().isEqualTo(LINE.repeat(6));
  }

  @Test
  void aFileThatCannotBeReadIsWrittenToAllTheSame() throws IOException {
    Path file = folder.resolve("alerts.txt");
    Files.writeString(file, "torn");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
    Assumptions.assumeFalse(Files.isReadable(file), "root reads any file");
    try (FileOutput output = new FileOutput(file, true)) {
      write(output);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(file).content().isEqualTo("torn\n" + LINE);
  }

  @Test
  void standardOutputThatIsAFileMayEndWithATornLine() throws IOException {
    Path file = folder.resolve("alerts.txt");
    Files.writeString(file, "torn");
    try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      StdoutOutput output = new StdoutOutput(stream, e -> false, file);
      write(output);
      write(output);
    }
    assertThat(file).content().isEqualTo("torn\n" + LINE + LINE);
  }

  @Test
  void aFileThatIsOpenedAnewMayHaveBeenMovedAway() throws IOException {
    Path file = folder.resolve("alerts.txt");
    Path moved = folder.resolve("alerts.old");
    try (FileOutput output = new FileOutput(file, true)) {
      write(output);
      Files.move(file, moved);
      write(output);
      output.reopen();
      write(output);
    }
    assertThat(file).hasContent(LINE);
    assertThat(moved).hasContent(LINE + LINE);
  }

  private static void write(Output output) throws IOException {
    AlertLines lines = new AlertLines(64);
    lines.add(ALERT, FORMAT);
    assertThat(output.write(lines, 0)).isEqualTo(1);
  }

  private static final class BrokenStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("no");
    }
  }
}
