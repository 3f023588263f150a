// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapingTest {

  private static List<Arguments> escaped() {
    return List.of(
        Arguments.of("", ""),
        Arguments.of("cat", "cat"),
        Arguments.of("a(b,c)", "a(b,c)"),
        Arguments.of("two words", "\"two words\""),
        Arguments.of("a=b", "\"a=b\""),
        Arguments.of("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""),
        Arguments.of("back\\slash", "\"back\\\\slash\""),
        Arguments.of("\"", "\"\\\"\""),
        Arguments.of("it's", "\"it's\""),
        Arguments.of("\u000B", "\u000B"),
        Arguments.of("\0", "\"\0\""));
  }

  @ParameterizedTest
  @MethodSource("escaped")
  void escapesAsFalcoDoes(String text, String escaped) {
    assertThat(Escaping.escape(text)).isEqualTo(escaped);
  }

  private static List<Arguments> unquoted() {
    return List.of(
        Arguments.of("\"\"", ""),
        Arguments.of("'it\"s'", "it\"s"),
        Arguments.of("\"\\b\\f\\n\\r\\t\\\\\\/\\\"\"", "\b\f\n\r\t\\/\""),
        Arguments.of("'\\''", "'"),
        Arguments.of("'a\\ b'", "a\\b"),
        Arguments.of("'\\x41\\x5c\\x00\\x7F'", "A\\\0\u007F"),
        Arguments.of("'a\nb'", "a\nb"),
        Arguments.of("'\\xc3\\xa9'", "\u00E9"),
        Arguments.of("'\\xf0\\x9f\\x98\\x80!'", "\uD83D\uDE00!"),
        Arguments.of("'\\xff'", "\uDCFF"),
        Arguments.of("'\\xc3x\\xa9'", "\uDCC3x\uDCA9"),
        Arguments.of("'\\xe2\\x82'", "\uDCE2\uDC82"),
        Arguments.of("'\\x80\\xc3\\xa9\\xc3'", "\uDC80\u00E9\uDCC3"));
  }

  @ParameterizedTest
  @MethodSource("unquoted")
  void undoesEscapes(String quoted, String value) throws ConditionSyntaxException {
    assertThat(read(quoted)).isEqualTo(value);
  }

  @Test
  void bytesThatAreNoUtf8ComeOutAsTheyWere() throws ConditionSyntaxException {
    assertThat(Escaping.bytes(read("'\\xff\\xc3\\xa9\\x80 ok \\xe2\\x82'")))
        .containsExactly(0xff, 0xc3, 0xa9, 0x80, ' ', 'o', 'k', ' ', 0xe2, 0x82);
    assertThat(Escaping.bytes("\u00E9\uD83D\uDE00"))
        .isEqualTo("\u00E9\uD83D\uDE00".getBytes(StandardCharsets.UTF_8));
    // The second half of a pair is no byte, whatever it looks like.
    assertThat(Escaping.bytes("\uD83D\uDC80"))
        .isEqualTo("\uD83D\uDC80".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\\",
        "\\\\",
        "a\\",
        "\"",
        "'",
        "\\\"",
        "\0",
        "a\0b",
        "\" or a.b exists or a.b = \"",
        "' or a.b exists or a.b = '",
        "\n\r\t\b\f\u000B",
        "\uDC80",
        "\uD83D\uDE00"
      })
  void whatIsQuotedReadsBack(String text) throws ConditionSyntaxException {
    assertThat(read(Escaping.quote(text))).isEqualTo(text);
  }

  @Test
  void whatIsQuotedReadsBackWhateverItHolds() throws ConditionSyntaxException {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(
            random.nextBoolean()
                ? "\\\"'x41 \0\n=(),[]\u00E9\uDC80".charAt(random.nextInt(17))
                : (char) random.nextInt(0xD800));
      }
      String value = text.toString();
      assertThat(read(Escaping.quote(value))).as("seed %d, <%s>", seed, value).isEqualTo(value);
    }
  }

  private static String read(String quoted) throws ConditionSyntaxException {
    Expr.BinaryCheck check = (Expr.BinaryCheck) TestSyntax.parser().parse("a.b = " + quoted);
    return ((Operand.ValueLiteral) check.right()).value();
  }
}
