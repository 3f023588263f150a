// SPDX-License-Identifier: Apache-2.0
package io.falcoj.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceSuiteTest {
  private static final String GOOD =
      "{\"id\":\"one\",\"about\":\"a\",\"source\":\"s\",\"rules\":\"r.yaml\",\"expect\":{\"n\":1}}";

  @TempDir Path folder;

  @Test
  void readsTheCasesInTheirOrder() throws IOException {
    write(GOOD + "\n\n" + GOOD.replace("one", "two") + "\n");

    ConformanceSuite suite = ConformanceSuite.load(folder);

    assertThat(suite.name()).isEqualTo(folder.getFileName().toString());
    assertThat(suite.cases()).extracting(ConformanceCase::id).containsExactly("one", "two");
    ConformanceCase first = suite.cases().get(0);
    assertThat(first.about()).isEqualTo("a");
    assertThat(first.source()).isEqualTo("s");
    assertThat(first.expect().get("n").intValue()).isEqualTo(1);
    assertThat(first.file("r.yaml")).isEqualTo(folder.resolve("r.yaml"));
  }

  @Test
  void namesEveryBrokenLine() throws IOException {
    write(
        String.join(
            "\n",
            GOOD,
            "{\"id\":",
            "[1]",
            GOOD.replace("\"one\"", "7"),
            GOOD.replace("expect", "expected").replace("one", "three"),
            GOOD,
            "{\"id\":\"x\",\"id\":\"y\"}",
            GOOD.replace("one", "four") + " {}"));

    assertThatThrownBy(() -> ConformanceSuite.load(folder))
        .isInstanceOf(ConformanceFormatException.class)
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .satisfiesExactly(
                        line -> assertThat(line).contains("cases.jsonl:2: not a JSON document"),
                        line -> assertThat(line).contains("cases.jsonl:3: not a JSON object: [1]"),
                        line -> assertThat(line).contains("cases.jsonl:4: the key \"id\" must be"),
                        line -> assertThat(line).contains("cases.jsonl:5: the key \"expect\" is"),
                        line ->
                            assertThat(line).contains("cases.jsonl:6: the id \"one\" is already"),
                        line -> assertThat(line).contains("cases.jsonl:7: not a JSON document"),
                        line -> assertThat(line).contains("cases.jsonl:8: not a JSON document")));
  }

  @Test
  void refusesASuiteWithoutCases() throws IOException {
    write("\n");

    assertThatThrownBy(() -> ConformanceSuite.load(folder))
        .isInstanceOf(ConformanceFormatException.class)
        .hasMessageContaining("no case in it");
  }

  @Test
  void refusesAFolderWithoutTheFile() {
    assertThatThrownBy(() -> ConformanceSuite.load(folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cases.jsonl");
  }

  @Test
  void keepsFilesInsideTheSuite() throws IOException {
    write(GOOD);
    ConformanceCase read = ConformanceSuite.load(folder).cases().get(0);

    assertThatThrownBy(() -> read.file("../elsewhere"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leads out of");
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("cases.jsonl"), text);
  }
}
