// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text does more harm than an error. */
class HostileTextTest {

  private static final int TEXTS = 30_000;
  private static final List<Charset> CHARSETS = List.of(ISO_8859_1, UTF_8, UTF_16BE);

  private final ConditionParser parser = TestSyntax.parser();

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void randomBytesGiveNoOtherError(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      byte[] bytes = new byte[1 + random.nextInt(40)];
      random.nextBytes(bytes);
      String noise = new String(bytes, CHARSETS.get(random.nextInt(CHARSETS.size())));
      String text = random.nextBoolean() ? noise : "a.b[" + noise + "] = '" + noise + "'";
      int offset = random.nextInt(text.length() + 1);
      try {
        parser.parse(text);
      } catch (ConditionSyntaxException e) {
        assertPlaceIsInside(e, text, seed);
      }
      try {
        ParsedOperand parsed = parser.parseOperand(text, offset);
        assertThat(parsed.end()).isBetween(offset + 1, text.length());
      } catch (ConditionSyntaxException e) {
        assertPlaceIsInside(e, text, seed);
      }
    }
  }

  private static void assertPlaceIsInside(ConditionSyntaxException e, String text, long seed) {
    assertThat(e.span().end()).as("seed %d, <%s>", seed, text).isBetween(0, text.length());
    assertThat(e.found()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "\"",
        "'",
        "\\",
        "not ",
        "not(",
        "a",
        "a.",
        "a.b",
        "a.b[",
        "a.b['",
        "a.b =",
        "a.b in (",
        "a.b in (x,",
        "a.b in ('",
        "tolower(",
        "join((",
        "a and ",
        "a or(",
        "-",
        "0x",
        "\0",
        "\u00E9",
        "\uD800",
        "a.b = '\\",
        "a.b = oneof ",
        "a.b = \"x\" and ",
        "\n",
        "\b"
      })
  void aPieceRepeatedIsRefusedQuickly(String piece) {
    String text = piece.repeat(300_000);
    boolean isOneName = piece.equals("a");
    if (!isOneName) {
      assertThatExceptionOfType(ConditionSyntaxException.class)
          .isThrownBy(() -> parser.parse(text));
    }
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> parser.parse("a.b in (x, " + text));
  }
}
