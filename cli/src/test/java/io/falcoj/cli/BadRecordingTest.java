// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in a recording is told with its place and costs nothing else. */
class BadRecordingTest {

  private static final int NOTHING_SKIPPED = 0;

  @TempDir Path folder;
  private Path rules = Path.of("");

  @BeforeEach
  void writeRules() throws IOException {
    rules = folder.resolve("rules.yaml");
    Files.writeString(rules, AuditLogText.RULE);
  }

  static Stream<Arguments> middleLines() {
    return Stream.of(
        Arguments.of("text that is not JSON", "hello", 1, List.of()),
        Arguments.of("an object that breaks off", "{\"kind\":\"Event\",\"verb\":", 1, List.of()),
        Arguments.of("JSON that is no event", "{\"kind\": 0}", 1, List.of()),
        Arguments.of(
            "a line of 64 MiB",
            AuditLogText.event("big", ",\"x\":\"" + "x".repeat(64 << 20) + "\""),
            1,
            List.of()),
        Arguments.of(
            "20,000 nested arrays",
            AuditLogText.event("deep", ",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000)),
            1,
            List.of()),
        Arguments.of("NUL bytes", "\0\0\0\0", 1, List.of()),
        Arguments.of(
            "bytes that are not UTF-8",
            AuditLogText.event("bytes", ",\"x\":\"\u00ff\u00fe\u0080\""),
            NOTHING_SKIPPED,
            List.of("bytes")),
        Arguments.of(
            "a key that stands twice",
            AuditLogText.event("first", ",\"auditID\":\"second\""),
            NOTHING_SKIPPED,
            List.of("second")),
        Arguments.of(
            "numbers beyond 64 bits",
            AuditLogText.event("huge", ",\"x\":[1" + "0".repeat(400) + ",-1e999999]"),
            NOTHING_SKIPPED,
            List.of("huge")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("middleLines")
  void aBadLineCostsNothingElse(String what, String line, int skipped, List<String> alerts)
      throws IOException {
    Path log = folder.resolve("audit.log");
    String text =
        AuditLogText.event("before") + "\n" + line + "\n" + AuditLogText.event("after") + "\n";
    Files.write(log, text.getBytes(ISO_8859_1));

    FalcojRun run = replay(log);

    List<String> expected =
        Stream.of(List.of("before"), alerts, List.of("after")).flatMap(List::stream).toList();
    assertThat(seen(run)).isEqualTo(expected);
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("Audit events evaluated: " + expected.size() + "\n");
    if (skipped == NOTHING_SKIPPED) {
      assertThat(run.err()).doesNotContain("Records skipped", "Could not read");
    } else {
      assertThat(run.err()).contains("Records skipped: " + skipped + " (");
      assertThat(run.err())
          .containsPattern("audit\\.log:[24]:[0-9]+: Could not read k8s audit event line #2, \"");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("middleLines")
  void aBadLineIsFatalToAStrictRun(String what, String line, int skipped, List<String> alerts)
      throws IOException {
    Path log = folder.resolve("audit.log");
    String text =
        AuditLogText.event("before") + "\n" + line + "\n" + AuditLogText.event("after") + "\n";
    Files.write(log, text.getBytes(ISO_8859_1));

    FalcojRun run = replay(log, "--strict");

    if (skipped == NOTHING_SKIPPED) {
      assertThat(run.exitCode()).isZero();
    } else {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(seen(run)).containsExactly("before");
      assertThat(run.err()).contains("Not everything was read.\nAudit events evaluated: 1\n");
      assertThat(run.err()).containsPattern("\nError: .*audit\\.log:[24]:[0-9]+: Could not read");
    }
  }

  @Test
  void everySkippedRecordIsCountedByItsKindAndRepeatsAreToldInOneLine() throws IOException {
    Path log = folder.resolve("audit.log");
    String text =
        AuditLogText.event("before")
            + "\n"
            + "nonsense\n".repeat(8_000)
            + "{\"kind\":\"Pod\"}\n".repeat(1_200);
    Files.writeString(log, text);

    FalcojRun run = replay(log);

    assertThat(run.err()).contains("Records skipped: 9200 (8000 malformed, 1200 not an event)\n");
    assertThat(run.err().lines().filter(line -> line.contains("Could not read"))).hasSize(2);
    assertThat(run.err())
        .contains(
            log
                + ": 9198 more records could not be read (7999 malformed, 1199 not an event), on"
                + " line 3, 4, 5, 6, 7, ...\n");
  }

  @Test
  void repeatsAreToldForEachFileByItself() throws IOException {
    Path first = Files.writeString(folder.resolve("1.log"), "what?\nwhat?\n");
    Path second = Files.writeString(folder.resolve("2.log"), "what?\n\nwhat?\n");

    FalcojRun run = replay(first, "-e", second.toString());

    assertThat(run.err())
        .containsSubsequence(
            first + ":1:1: Could not read",
            first + ": 1 more records could not be read (1 malformed), on line 2\n",
            second + ":1:1: Could not read",
            second + ": 1 more records could not be read (1 malformed), on line 3\n",
            "Records skipped: 4 (4 malformed)");
  }

  @Test
  void noBytesOfABadLineReachTheTerminal() throws IOException {
    Path log = folder.resolve("audit.log");
    Files.writeString(log, "\u001b[31mred\u0007 " + "x".repeat(500) + "\n");
    FalcojRun run = replay(log);
    assertThat(run.err().chars()).noneMatch(c -> c < ' ' && c != '\n');
    assertThat(run.err()).doesNotContain("x".repeat(81));
  }

  @Test
  void whatATruncatedGzipStillHoldsIsEvaluated() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(AuditLogText.event("event-" + i)).append('\n');
    }
    byte[] whole = gzip(text.toString());
    Path log = folder.resolve("audit.log.gz");
    Files.write(log, Arrays.copyOf(whole, whole.length / 2));

    FalcojRun run = replay(log);

    assertThat(seen(run)).startsWith("event-0", "event-1").hasSizeBetween(100, 1_999);
    assertThat(run.err()).contains("audit.log.gz").contains("Records skipped: 1 (");
  }

  @Test
  void aFolderWithoutLogsIsAnError() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    FalcojRun run = replay(empty);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(lastLine(run)).startsWith("Error: ").contains(empty.toString());
  }

  @Test
  void aMissingRecordingIsAnErrorBeforeAnythingIsRead() throws IOException {
    Path log = folder.resolve("audit.log");
    Files.writeString(log, AuditLogText.event("one") + "\n");
    Path missing = folder.resolve("missing.log");
    FalcojRun run =
        FalcojRun.of("-r", rules.toString(), "-e", log.toString(), "-e", missing.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(lastLine(run)).startsWith("Error: ").contains(missing.toString());
  }

  @Test
  void aRecordingThatCannotBeReadIsAnError() {
    Path unreadable = Path.of("/proc/self/mem");
    Assumptions.assumeTrue(Files.exists(unreadable), "no file here that fails to be read");
    FalcojRun run = replay(unreadable);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains(unreadable.toString());
  }

  private FalcojRun replay(Path log, String... more) {
    return FalcojRun.of(
        Stream.concat(Stream.of("-r", rules.toString(), "-e", log.toString()), Stream.of(more))
            .toList());
  }

  private static List<String> seen(FalcojRun run) {
    return run.out().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
  }

  private static String lastLine(FalcojRun run) {
    return run.err().lines().reduce("", (first, second) -> second);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }
}
