// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.testdata.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the language tells the truth. */
class LanguagePageTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```condition\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern ERROR =
      Pattern.compile("\\| `([^|]*)` \\| (1:\\d+) \\| `?([^|]*?)`? \\|");

  private static List<String> examples() throws IOException {
    return EXAMPLE.matcher(page()).results().map(match -> match.group(1)).toList();
  }

  private static List<MatchResult> errors() throws IOException {
    return ERROR.matcher(page()).results().toList();
  }

  private static String page() throws IOException {
    return Files.readString(TestData.repositoryRoot().resolve("docs/language.md"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examplesAreConditions(String example) {
    assertThatNoException().isThrownBy(() -> TestSyntax.parser().parse(example));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void errorsAreFoundWhereThePageSays(MatchResult error) {
    assertThatThrownBy(() -> TestSyntax.parser().parse(error.group(1)))
        .isInstanceOfSatisfying(
            ConditionSyntaxException.class,
            e -> {
              String place = e.span().line() + ":" + e.span().column();
              assertThat(place + " " + e.found()).isEqualTo(error.group(2) + " " + error.group(3));
            });
  }
}
