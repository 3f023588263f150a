// SPDX-License-Identifier: Apache-2.0
package io.falcoj.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that is kept among the resources is that of the source. */
class BuiltProgramTest {

  private static final Path SOURCE = Path.of("src", "main", "bpf");

  @Test
  void isBuiltFromTheSource(@TempDir Path directory) throws Exception {
    assumeThat(isInstalled("clang-14") && isInstalled("llvm-strip-14"))
        .as("clang-14 and llvm-14 are installed")
        .isTrue();
    assumeThat(Path.of("/usr/include/bpf/bpf_helpers.h"))
        .as("libbpf-dev is installed")
        .isRegularFile();
    Path built = directory.resolve("built.o");

    Process build =
        new ProcessBuilder(SOURCE.resolve("build").toAbsolutePath().toString(), built.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(build.waitFor()).as(said).isZero();
    try (InputStream kept = KernelProgram.class.getResourceAsStream("falcoj.bpf.o")) {
      assertThat(Files.readAllBytes(built))
          .as("run sources/live/src/main/bpf/build and commit what it makes")
          .isEqualTo(kept.readAllBytes());
    }
  }

  private static boolean isInstalled(String program) throws IOException {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
