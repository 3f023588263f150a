// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {

  @TempDir Path folder;

  @Test
  void readsRotatedLogsInTheOrderOfTheirEvents() throws IOException {
    Recorder rotated = read(TestData.file("audit/rotated").toString());
    Recorder whole = read(TestData.file("audit/forms/lines.jsonl").toString());
    assertThat(rotated.auditIds()).containsExactlyElementsOf(whole.auditIds());
    assertThat(rotated.problems).isEmpty();
  }

  @Test
  void ordersByTheFirstEventWhateverTheNames() throws IOException {
    write("audit.log", event("d", 4));
    write("audit.log.1", event("c", 3));
    write("audit.log.10", event("a", 1) + event("z", 9));
    write("audit.log.9", event("b", 2));
    write("audit.log-20260101", "2026-01-05T00:00:00Z " + event("e", 5));
    Files.setLastModifiedTime(folder.resolve("audit.log"), FileTime.fromMillis(0));
    assertThat(read(folder.toString()).auditIds()).containsExactly("a", "z", "b", "c", "d", "e");
  }

  @Test
  void looksIntoFoldersBelow() throws IOException {
    write("y=2026/m=02/PT1H.json", event("b", 2));
    write("y=2026/m=01/PT1H.json", event("a", 1));
    assertThat(read(folder.toString()).auditIds()).containsExactly("a", "b");
  }

  @Test
  void passesOverWhatIsNoLog() throws IOException {
    write("audit.log", event("a", 1));
    write("README", "An audit log.\n");
    write(".audit.log.swp", event("b", 2));
    write("empty.log", "");
    Recorder recorder = read(folder.toString());
    assertThat(recorder.auditIds()).containsExactly("a");
    assertThat(recorder.problems).isEmpty();
  }

  @Test
  void countsLinesInEachFileAndEventsOverAll() throws IOException {
    Path first = write("1", event("a", 1) + "what?\n" + event("b", 2));
    Path second = write("2", "\n\nwhat?\n" + event("c", 3));
    Recorder recorder = read(first.toString(), second.toString(), first.toString());
    assertThat(recorder.events.stream().map(event -> event.split(" ")[0]))
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(recorder.messages())
        .containsExactly(
            first + ":2:1: Could not read k8s audit event line #2, \"what?\": not JSON",
            second + ":3:1: Could not read k8s audit event line #3, \"what?\": not JSON",
            first + ":2:1: Could not read k8s audit event line #2, \"what?\": not JSON");
    assertThat(recorder.lastProgress.inputBytes())
        .isEqualTo(recorder.lastProgress.totalInputBytes())
        .isEqualTo(2 * Files.size(first) + Files.size(second));
  }

  @Test
  void saysWhichInputCannotBeRead() throws IOException {
    Path good = write("good.log", event("a", 1));
    Path missing = folder.resolve("missing.log");
    assertThatThrownBy(() -> read(good.toString(), missing.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": no such file");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> read(empty.toString()))
        .hasMessage(empty + ": no audit logs in this folder");
    Files.writeString(empty.resolve("notes.txt"), "nothing here");
    assertThatThrownBy(() -> read(empty.toString()))
        .hasMessage(empty + ": no audit logs in this folder");
  }

  @Test
  void saysThatAFileMayNotBeRead() throws IOException {
    Path secret = write("secret.log", event("a", 1));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(secret), "runs as a user who may read everything");
    assertThatThrownBy(() -> read(secret.toString())).hasMessage(secret + ": permission denied");
  }

  @Test
  void readsNamesThatAreNoPathsAsMissing() {
    assertThatThrownBy(() -> read("a\0b")).isInstanceOf(IOException.class);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Recorder read(String... inputs) throws IOException {
    Recorder recorder = new Recorder();
    AuditLogReplay.of(List.of(inputs)).withWorkers(2).run(Recorder::evaluator, recorder);
    return recorder;
  }

  private static String event(String id, int day) {
    return DamagedLogsTest.event(id).replace("2026-01-01", "2026-01-0" + day) + "\n";
  }
}
