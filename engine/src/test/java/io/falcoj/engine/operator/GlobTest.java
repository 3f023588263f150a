// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.engine.text.Utf8;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns with wildcards. */
class GlobTest {

  private static boolean matches(String pattern, String text, boolean ignoreCase) {
    byte[] patternBytes = Utf8.bytes(pattern);
    byte[] textBytes = Utf8.bytes(text);
    return Glob.matches(
        patternBytes, 0, patternBytes.length, textBytes, 0, textBytes.length, ignoreCase);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', true",
    "'', a, false",
    "a, a, true",
    "a, '', false",
    "*, '', true",
    "*, a/b, true",
    "**, a, true",
    "a*, abc, true",
    "*c, abc, true",
    "a*c, abc, true",
    "a*c, ac, true",
    "a*c, abd, false",
    "*a*b*, xaxbx, true",
    "*a*b*, xbxax, false",
    "?, a, true",
    "?, '', false",
    "?, /, true",
    "??, é, true",
    "a?c, abc, true",
    "*?, .x, true",
    "[abc], b, true",
    "[abc], d, false",
    "[a-c], b, true",
    "[a-c], d, false",
    "[!a-c], d, true",
    "[^a-c], b, false",
    "[]a], ], true",
    "[!]a], ], false",
    "[a-], -, true",
    "[-a], -, true",
    "[a-c-e], -, true",
    "[[:digit:]], 7, true",
    "[[:digit:]], x, false",
    "[![:digit:]], x, true",
    "[[:alpha:][:digit:]_]*, _a1, true",
    "[[:upper:]], a, false",
    "[[=a=]], a, true",
    "[[.-.]], -, true",
    "[\\]], ], true",
    "[a, [a, true",
    "[a, a, false",
    "a[, a[, true",
    "\\*, *, true",
    "\\*, a, false",
    "\\a, a, true",
    "a\\, a, false",
    "a\\, a\\, false",
    "ABC, abc, false"
  })
  void matchesAsFnmatchDoes(String pattern, String text, boolean matches) {
    assertThat(matches(pattern, text, false)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "ABC, abc, true",
    "abc, ABC, true",
    "A*c, aBC, true",
    "[a-c], B, true",
    "[A-C], b, true",
    "[!A-C], b, false",
    "É, é, false",
    "@, `, false"
  })
  void ignoresTheCaseOfAsciiLetters(String pattern, String text, boolean matches) {
    assertThat(matches(pattern, text, true)).isEqualTo(matches);
  }

  @Test
  void longPatternOfTheEventMatchesNothing() {
    TableEvent event = new TableEvent().texts("a.text", "cat");
    String condition = "a.text glob val(b.text)";
    assertThat(Conditions.matches(condition, event.texts("b.text", "*".repeat(255)))).isTrue();
    assertThat(Conditions.matches(condition, event.texts("b.text", "*".repeat(256)))).isFalse();
  }

  @Test
  void manyStarsDoNotTakeExponentialTime() {
    String pattern = "*a".repeat(100) + "b";
    String text = "a".repeat(20_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(matches(pattern, text, false)).isFalse());
  }
}
