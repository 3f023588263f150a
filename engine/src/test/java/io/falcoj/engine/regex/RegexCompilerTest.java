// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regular expressions against RE2/J, and at their limits. */
class RegexCompilerTest {

  private static final long SEED = Long.getLong("falcoj.seed", 20_261_122L);
  private static final int EXPRESSIONS = 20_000;
  private static final int TEXTS = 10;

  private final Random random = new Random(SEED);

  private static boolean matches(String expression, String text) throws RegexSyntaxException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] array = new byte[bytes.length + 4];
    System.arraycopy(bytes, 0, array, 2, bytes.length);
    return Regex.compile(expression).matcher().matches(array, 2, bytes.length);
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String expression(int depth) {
    switch (depth == 0 ? 0 : random.nextInt(7)) {
      case 1:
        return "("
            + expression(depth - 1)
            + ")"
            + any("*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}");
      case 2:
        return "(" + expression(depth - 1) + "|" + expression(depth - 1) + ")";
      case 3:
      case 4:
        return expression(depth - 1) + expression(depth - 1);
      case 5:
        return any("a", "b", ".", "[ab]", "é") + any("*", "+", "?", "{2}", "{,2}");
      default:
        return any(
            "a",
            "b",
            "c",
            "é",
            "€",
            "\\.",
            ".",
            "[ab]",
            "[^a]",
            "[a-c]",
            "[b-é]",
            "[^é-😀]",
            "ab",
            "[[:alpha:]]",
            "[[:^digit:]]",
            "\\x{1F600}",
            "\n",
            "^",
            "$",
            "",
            "{",
            "-");
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(7); length > 0; length--) {
      text.append(any("a", "a", "b", "b", "c", "é", "€", "😀", ".", "1", "\n", "{", "-", "ÿ"));
    }
    return text.toString();
  }

  @Test
  void matchesWhatRe2Matches() throws Exception {
    int matches = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression = expression(4);
      // The flag gives the anchors of lines their meaning in POSIX syntax.
      Pattern reference = Pattern.compile(expression, Pattern.MULTILINE);
      RegexMatcher matcher = Regex.compile(expression).matcher();
      for (int j = 0; j < TEXTS; j++) {
        String text = text();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean expected = reference.matcher(text).matches();
        assertThat(matcher.matches(bytes, 0, bytes.length))
            .as("%s on '%s', seed %d", expression, text, SEED)
            .isEqualTo(expected);
        matches += expected ? 1 : 0;
      }
    }
    assertThat(matches).isGreaterThan(EXPRESSIONS / 2);
  }

  @Test
  void everyMatchHasTheTextsThatWereNoted() throws Exception {
    for (int i = 0; i < EXPRESSIONS; i++) {
      String expression = expression(4);
      Regex regex = Regex.compile(expression);
      for (int j = 0; j < TEXTS; j++) {
        String text = text();
        if (matches(expression, text)) {
          assertThat(text)
              .as("%s, seed %d", expression, SEED)
              .startsWith(regex.prefix())
              .contains(regex.inner())
              .endsWith(regex.suffix());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "abc ~ abc ~ '' ~ ''",
        "abc.* ~ abc ~ '' ~ ''",
        ".*abc ~ '' ~ '' ~ abc",
        ".*abc.* ~ '' ~ abc ~ ''",
        "a.*long.*er.*z ~ a ~ long ~ z",
        "ab*c ~ a ~ '' ~ c",
        "ab(c|d)ef ~ ab ~ '' ~ ef",
        "a|b ~ '' ~ '' ~ ''",
        "(abc) ~ abc ~ '' ~ ''",
        "^abc$ ~ abc ~ '' ~ ''",
        "a\\.b+ ~ a. ~ '' ~ ''",
        "a\ufffdb ~ a ~ '' ~ b"
      })
  void notesTheTextsThatEveryMatchHas(String expression, String prefix, String inner, String suffix)
      throws Exception {
    Regex regex = Regex.compile(expression);
    assertThat(regex.prefix()).isEqualTo(prefix);
    assertThat(regex.inner()).isEqualTo(inner);
    assertThat(regex.suffix()).isEqualTo(suffix);
  }

  @Test
  void takesEveryCodePointOfARangeAndNoOther() throws Exception {
    int[][] ranges = {
      {0, 0x7f},
      {0x41, 0x7ff},
      {0x80, 0x80},
      {0x7ff, 0x800},
      {0x900, 0xd7ff},
      {0xe000, 0xffff},
      {0x123, 0x12345},
      {0x10000, 0x10ffff},
      {0xfffd, 0x100fe},
      {0, 0x10ffff},
      {0x3041, 0x9fa5}
    };
    for (int[] range : ranges) {
      String expression = String.format("[\\x{%x}-\\x{%x}]", range[0], range[1]);
      RegexMatcher matcher = Regex.compile(expression).matcher();
      for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 61) {
        if (point < 0xd800 || point > 0xdfff) {
          byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
          assertThat(matcher.matches(bytes, 0, bytes.length))
              .as("%s on U+%04X", expression, point)
              .isEqualTo(range[0] <= point && point <= range[1]);
        }
      }
    }
  }

  @Test
  void whatIsNotWellFormedMatchesAsAReplacementCharacter() throws Exception {
    RegexMatcher matcher = Regex.compile("a\ufffd+b").matcher();
    assertThat(matcher.matches(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'}, 0, 4)).isTrue();
    assertThat(matcher.matches(new byte[] {'a', (byte) 0xc3, (byte) 0xa9, 'b'}, 0, 4)).isFalse();
  }

  @Test
  void manyStatesAreForgottenAndMadeAgain() throws Exception {
    // The automaton would need a state for each of the last twenty characters.
    RegexMatcher matcher = Regex.compile("(a|b)*a(a|b){20}").matcher();
    Random letters = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      byte[] text = new byte[5_000];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) (letters.nextBoolean() ? 'a' : 'b');
      }
      assertThat(matcher.matches(text, 0, text.length)).isEqualTo(text[text.length - 21] == 'a');
    }
  }

  @Test
  void timeIsLinearWhateverTheExpression() {
    byte[] text = "a".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (String expression :
              new String[] {"((a*)*)*b", "(a|aa)+b", "(a?){500}(a{500})b?c", ".*.*.*.*x"}) {
            assertThat(Regex.compile(expression).matcher().matches(text, 0, text.length)).isFalse();
          }
        });
  }

  @Test
  void enormousExpressionsAreRefused() {
    assertThatExceptionOfType(RegexSyntaxException.class)
        .isThrownBy(() -> Regex.compile("(" + "[^a]".repeat(60) + "){1000}"))
        .withMessage("pattern too large - compile failed");
    assertThatExceptionOfType(RegexSyntaxException.class)
        .isThrownBy(() -> Regex.compile("(".repeat(501)))
        .withMessageStartingWith("expression nests too deeply");
  }

  @Test
  void randomTextsAreRefusedOrCompiledButNeverCrash() {
    String alphabet = "ab()[]{}*+?|^$.\\-,:01dx\u00e9";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Regex.compile(text.toString());
      } catch (RegexSyntaxException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
