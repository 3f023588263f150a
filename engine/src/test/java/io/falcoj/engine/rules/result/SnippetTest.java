// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetTest {

  @Test
  void longLinesAreCut() {
    String text = "x".repeat(500);
    assertThat(Snippet.of(text, 250))
        .isEqualTo("..." + "x".repeat(154) + "...\n" + " ".repeat(80) + "^\n");
    assertThat(Snippet.of(text, 0)).isEqualTo("x".repeat(77) + "...\n^\n");
    assertThat(Snippet.of(text, 499)).startsWith("...x").endsWith(" ".repeat(80) + "^\n");
  }

  @Test
  void oddPlacesHaveALine() {
    assertThat(Snippet.of("", 0)).isEqualTo("<No context available>\n");
    assertThat(Snippet.of("a\nb\n", 99)).isEqualTo("b\n^\n");
    assertThat(Snippet.of("a\nb", 2)).isEqualTo("b\n^\n");
    assertThat(Snippet.of("ab\ncd", 1)).isEqualTo("ab\n ^\n");
  }
}
