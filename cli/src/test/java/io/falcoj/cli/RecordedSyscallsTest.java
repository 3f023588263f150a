// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures that a run writes: all of what it reads, or what follows an alert. */
class RecordedSyscallsTest {

  private static final String RULES =
      """
      - rule: Writes
        desc: data is written
        condition: evt.type = write
        output: "%proc.name %container.id %container.privileged %user.name %fd.name"
        priority: INFO
        capture: true
        capture_duration: 1
      - rule: Connects
        desc: a connection is made
        condition: evt.type = connect
        output: "%proc.name %fd.name"
        priority: INFO
      """;

  private final String capture =
      TestData.file("conformance/psp/captures/workload.scap.gz").toString();

  @TempDir Path folder = Path.of("");
  private String rules = "";

  @BeforeEach
  void writeRules() throws IOException {
    rules = Files.writeString(folder.resolve("rules.yaml"), RULES).toString();
  }

  private FalcojRun run(String recording, String... more) {
    List<String> arguments = new ArrayList<>(List.of("-r", rules, "-e", recording));
    arguments.addAll(List.of(more));
    return FalcojRun.of(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy.scap", "copy.scap.gz"})
  void aCopyGivesTheSameAlerts(String name) throws IOException {
    String copy = folder.resolve(name).toString();
    FalcojRun original = run(capture, "-w", copy);
    FalcojRun again = run(copy);
    assertThat(original.exitCode()).as(original.err()).isZero();
    assertThat(again.out()).isEqualTo(original.out());
    assertThat(original.out().lines()).hasSize(80);
    assertThat(Files.readAllBytes(Path.of(copy))[0])
        .isEqualTo((byte) (name.endsWith(".gz") ? 0x1F : 0x0A));
  }

  @Test
  void anAlertBeginsARecordingOfWhatFollows() throws IOException {
    FalcojRun run = run(capture, "-o", "capture.enabled=true", "-o", prefix("falco"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<Path> recordings = recordings();
    assertThat(recordings).isNotEmpty();
    assertThat(recordings.get(0).getFileName().toString())
        .matches("falco_0\\d{19}_0{16}\\d{4}\\.scap");
    FalcojRun first = run(recordings.get(0).toString());
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(messages(run)).containsAll(messages(first));
    assertThat(messages(first)).contains("agent 5e5e5e5e5e5e true <NA> /var/log/agent.log");
  }

  @Test
  void aFurtherAlertProlongsARecording() throws IOException {
    run(capture, "-o", "capture.enabled=true", "-o", prefix("falco"));
    assertThat(recordings()).hasSize(1);
    assertThat(messages(run(recordings().get(0).toString()))).hasSize(80);
  }

  @Test
  void aRecordingEndsWhenItsTimeIsUp() throws IOException {
    Files.writeString(
        Path.of(rules),
        """
        - rule: First
          desc: the first file of every program
          condition: evt.type = openat and fd.name endswith "/part-0"
          output: "%evt.num %fd.name"
          priority: INFO
          capture: true
        - rule: Everything
          desc: anything
          condition: evt.num > 0
          output: "%evt.num"
          priority: INFO
        """);
    run(
        capture,
        "-o",
        "capture.enabled=true",
        "-o",
        "capture.default_duration=0",
        "-o",
        prefix("falco"));
    assertThat(recordings()).hasSize(40);
    // The container that was known is the first event, the one of the alert the second.
    assertThat(messages(run(recordings().get(7).toString()))).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void everyAlertBeginsARecordingIfTheConfigurationSaysSo() throws IOException {
    Files.writeString(Path.of(rules), RULES.replace("capture: true", "capture: false"));
    run(capture, "-o", "capture.enabled=true", "-o", prefix("rules"));
    assertThat(recordings()).isEmpty();
    run(capture, "-o", "capture.enabled=true", "-o", "capture.mode=all_rules", "-o", prefix("all"));
    assertThat(recordings()).hasSize(1);
  }

  @Test
  void aRecordingThatCannotBeWrittenIsAnErrorAndNothingElse() {
    FalcojRun run =
        run(capture, "-o", "capture.enabled=true", "-o", "capture.path_prefix=" + folder + "/no/x");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ERROR);
    assertThat(run.out().lines()).hasSize(80);
    assertThat(run.err()).contains("recording to " + folder + "/no/x_");
  }

  @Test
  void whatIsReadIsNotOverwritten() throws IOException {
    Path copy = folder.resolve("copy.scap.gz");
    Files.copy(Path.of(capture), copy);
    FalcojRun run =
        run(copy.toString(), "-w", folder + "/../" + folder.getFileName() + "/copy.scap.gz");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ERROR);
    assertThat(run.err()).contains("found it among what is read");
    assertThat(copy).hasSameBinaryContentAs(Path.of(capture));
  }

  @Test
  void oneCaptureIsWritten() throws IOException {
    String log = TestData.example("psp/audit.log").toString();
    assertThat(run(log, "-w", folder + "/x").err()).contains("found 0 captures to write");
    assertThat(run(capture, "-e", capture, "-w", folder + "/x").err())
        .contains("found 2 captures to write, expected one");
    assertThat(run(capture, "-w", folder + "/no/x").err()).contains("/no/x: cannot be written");
  }

  private String prefix(String name) {
    return "capture.path_prefix=" + folder.resolve(name);
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".scap")).sorted().toList();
    }
  }

  /** The alerts without their times. */
  private static List<String> messages(FalcojRun run) {
    return run.out().lines().map(line -> line.substring(line.indexOf(' ', 20) + 1)).toList();
  }
}
