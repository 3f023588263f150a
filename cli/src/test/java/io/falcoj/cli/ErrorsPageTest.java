// SPDX-License-Identifier: Apache-2.0
package io.falcoj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about errors shows what falcoj prints. */
class ErrorsPageTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "## ([^\n]*)\n\n```yaml\n(.*?)```\n\nFalco 0.44, `([A-Z_]*)`:\n\n```text\n([^\n]*)\n```"
              + "\n\nfalcoj:\n\n```console\n(.*?)```",
          Pattern.DOTALL);

  @TempDir Path folder;

  private record Example(String title, String rules, String code, String message, String printed) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static List<Example> examples() throws IOException {
    String page = Files.readString(TestData.repositoryRoot().resolve("docs/errors.md"));
    return EXAMPLE
        .matcher(page)
        .results()
        .map(m -> new Example(m.group(1), m.group(2), m.group(3), m.group(4), m.group(5)))
        .toList();
  }

  @Test
  void thePageHasTenExamples() throws IOException {
    assertThat(examples()).hasSize(10);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExamplePrintsWhatThePageSays(Example example) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), example.rules());
    FalcojRun run = FalcojRun.of("-V", file.toString());
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.out().replace(folder + "/", "")).isEqualTo(example.printed());
    assertThat(run.out()).contains(example.code());
  }

  /** But for YAML itself, whose errors carry the words of the library that reads it. */
  @ParameterizedTest
  @MethodSource("examples")
  void codesAndMessagesAreThoseOfFalco(Example example) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), example.rules());
    FalcojRun run = FalcojRun.of("-o", "json_output=true", "-V", file.toString());
    assertThat(run.out()).contains("\"code\":\"" + example.code() + "\"");
    if (!example.code().equals("LOAD_ERR_YAML_PARSE")) {
      assertThat(run.out()).contains("\"message\":\"" + example.message());
    }
  }
}
