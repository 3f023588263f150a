// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import io.falcoj.grammar.Escaping;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regular expressions: their syntax, and what they match. */
class RegexTest {

  private static String condition(String expression) {
    return "a.text regex " + Escaping.quote(expression);
  }

  private static boolean matches(String expression, String text) {
    return Conditions.matches(condition(expression), new TableEvent().texts("a.text", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "abc ~ abc ~ true",
        "abc ~ abcd ~ false",
        "abc ~ xabc ~ false",
        "a.c ~ abc ~ true",
        "a.c ~ aéc ~ true",
        "a.c ~ ac ~ false",
        "a*b ~ aaab ~ true",
        "a+b ~ b ~ false",
        "a?b ~ b ~ true",
        "a{2,3} ~ aa ~ true",
        "a{2,3} ~ aaaa ~ false",
        "a{2} ~ aa ~ true",
        "a{2,} ~ aaaaa ~ true",
        "a{,2} ~ a{,2} ~ true",
        "a{x} ~ a{x} ~ true",
        "a{01} ~ a{01} ~ true",
        "a** ~ aaa ~ true",
        "a+* ~ ~ true",
        "a?+ ~ aaa ~ true",
        "(ab)* ~ abab ~ true",
        "(ab)+? ~ ~ true",
        "a|b|cd ~ cd ~ true",
        "a| ~ ~ true",
        "^abc$ ~ abc ~ true",
        "[a-c]+ ~ abcabc ~ true",
        "[^a-c] ~ d ~ true",
        "[^a-c] ~ b ~ false",
        "[]a]+ ~ a]a ~ true",
        "[a-]+ ~ a-a ~ true",
        "[[:digit:]]+ ~ 123 ~ true",
        "[[:^digit:]]+ ~ abc ~ true",
        "[[:alpha:]_]+ ~ a_b ~ true",
        "[[:word:]]+ ~ a_1 ~ true",
        "\\. ~ . ~ true",
        "\\. ~ a ~ false",
        "\\x41\\x{42}\\103 ~ ABC ~ true",
        "\\/etc\\/.* ~ /etc/passwd ~ true",
        ".*foo.* ~ a foo b ~ true",
        ".*foo.* ~ a fo b ~ false",
        "foo.*bar ~ foo and bar ~ true",
        "foo.*bar ~ foobar ~ true",
        "foo.*bar ~ foo ~ false",
        "foofoo ~ foo ~ false",
        "(a|b).*(c|d) ~ axxd ~ true",
        "é+ ~ éé ~ true",
        "^*a ~ a ~ true",
        "() ~ ~ true"
      })
  void matchesTheWholeValue(String expression, String text, boolean matches) {
    assertThat(matches(expression, text == null ? "" : text)).isEqualTo(matches);
  }

  @Test
  void dotMatchesNoLineBreakAndAnchorsMatchAtLines() {
    assertThat(matches("a.b", "a\nb")).isFalse();
    assertThat(matches("a[^x]b", "a\nb")).isTrue();
    assertThat(matches("a$\n^b", "a\nb")).isTrue();
    assertThat(matches("a$b", "ab")).isFalse();
  }

  @Test
  void bytesThatAreNoTextMatchAsReplacementCharacters() {
    TableEvent event = new TableEvent().bytes("a.text", (byte) 'a', (byte) 0xff, (byte) 'b');
    assertThat(Conditions.matches(condition("a.b"), event)).isTrue();
    assertThat(Conditions.matches(condition("a..b"), event)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "\\d+ ~ invalid escape sequence: \\d",
        "a\\b ~ invalid escape sequence: \\b",
        "\\p{Greek} ~ invalid escape sequence: \\p",
        "\\1 ~ invalid escape sequence: \\1",
        "\\x4 ~ invalid escape sequence: \\x4",
        "(?:a) ~ no argument for repetition operator: ?",
        "*a ~ no argument for repetition operator: *",
        "a|+ ~ no argument for repetition operator: +",
        "({2}) ~ no argument for repetition operator: {2}",
        "(a ~ missing ): (a",
        "a) ~ unexpected ): a)",
        "[a ~ missing ]: [a",
        "x[a ~ missing ]: [a",
        "[b-a] ~ invalid character class range: b-a",
        "[a-b-c] ~ invalid character class range: -c",
        "[[:foo:]] ~ invalid character class range: [:foo:]",
        "a{1001} ~ invalid repetition size: {1001}",
        "a{3,2} ~ invalid repetition size: {3,2}",
        "((a{100}){100}) ~ invalid repetition size: {100}",
        "a\\ ~ trailing \\"
      })
  void refusesWhatRe2RefusesInPosixSyntax(String expression, String reason) {
    assertThatExceptionOfType(ConditionCompileException.class)
        .isThrownBy(() -> Conditions.compile(condition(expression)))
        .withMessage("invalid regex pattern: " + reason);
  }

  @Test
  void nestedRepetitionsTakeLinearTime() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> assertThat(matches("((a*)*)*b", "a".repeat(10_000) + "c")).isFalse());
  }
}
