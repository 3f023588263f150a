// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, in a checkout of its own whose Maven and Java only say what they do. */
class LauncherTest {

  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant BEFORE = BUILT.minusSeconds(60);
  private static final Instant AFTER = BUILT.plusSeconds(60);

  @TempDir Path folder;
  private Path checkout;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = Files.createDirectory(folder.resolve("checkout"));
    Files.copy(TestData.repositoryRoot().resolve("falcoj"), checkout.resolve("falcoj"));
    write("pom.xml", BEFORE);
    write("engine/pom.xml", BEFORE);
    write("engine/src/main/java/Engine.java", BEFORE);
    write("sources/audit/pom.xml", BEFORE);
    write("sources/audit/src/main/java/io/falcoj/sources/audit/Log.java", BEFORE);
    write("sources/audit/src/test/java/io/falcoj/sources/audit/LogTest.java", BEFORE);
    write("cli/target/falcoj.jar", BUILT);
    program("tools/java", "echo runs");
    program("tools/javac", "exit 1");
    program("tools/mvn", "echo \"$@\" >> \"" + folder.resolve("maven") + "\"");
  }

  private Path write(String name, Instant time) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
    for (Path each = file; !each.equals(checkout); each = each.getParent()) {
      Files.setLastModifiedTime(each, FileTime.from(time));
    }
    return file;
  }

  private void program(String name, String does) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Runs the launcher; what Maven was called with, empty if it was not. */
  private String builtWith() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", checkout.resolve("falcoj").toString());
    builder.environment().put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
    builder.environment().put("FALCOJ_JAVA", folder.resolve("tools/java").toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("runs\n");
    assertThat(process.waitFor()).isZero();
    Path maven = folder.resolve("maven");
    return Files.exists(maven) ? Files.readString(maven) : "";
  }

  @Test
  void buildsNothingWhileNothingIsNewer() throws Exception {
    assertThat(builtWith()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "engine/pom.xml",
        "sources/audit/pom.xml",
        "engine/src/main/java/Engine.java",
        "sources/audit/src/main/java/io/falcoj/sources/audit/Log.java",
        "sources/audit/src/main/resources/new.properties",
      })
  void buildsOnceAFileIsNewerWhereverItIs(String changed) throws Exception {
    write(changed, AFTER);
    assertThat(builtWith()).contains("-pl cli -am", "package");
  }

  @Test
  void testsAreNoReasonToBuild() throws Exception {
    Path test = checkout.resolve("sources/audit/src/test/java/io/falcoj/sources/audit/LogTest.java");
    Files.setLastModifiedTime(test, FileTime.from(AFTER));
    assertThat(builtWith()).isEmpty();
  }

  @Test
  void aFirstStartBuildsAndChecksNothing() throws Exception {
    Files.delete(checkout.resolve("cli/target/falcoj.jar"));
    assertThat(builtWith())
        .contains("-Dmaven.test.skip=true")
        .doesNotContain("verify", "guards", "-P");
  }
}
