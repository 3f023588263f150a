// SPDX-License-Identifier: Apache-2.0
package io.falcoj.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class LineBufferTest {

  @ParameterizedTest(name = "U+{0} is written as {1}")
  @CsvSource({
    "000A, \\n",
    "000D, \\r",
    "0009, \\t",
    "0008, \\b",
    "000C, \\f",
    "0000, \\u0000",
    "001B, \\u001b",
    "007F, \\u007f",
    "0085, \\u0085",
    "009B, \\u009b",
    "2028, \\u2028",
    "2029, \\u2029",
    "202E, \\u202e",
    "2066, \\u2066",
    "200F, \\u200f",
    "061C, \\u061c",
    "0020, ' '",
    "007E, ~",
    "00A0, \u00a0",
    "00E9, é",
    "20AC, €",
    "1F600, 😀",
    "D800, \ufffd",
    "DC00, \ufffd"
  })
  void makesEveryCharacterVisible(String codePoint, String expected) {
    assertThat(visible(Character.toString(Integer.parseInt(codePoint, 16)))).isEqualTo(expected);
  }

  @Test
  void leavesQuotesAndBackslashesOfVisibleTextAlone() {
    assertThat(visible("say \"hi\\\"")).isEqualTo("say \"hi\\\"");
  }

  @Test
  void replacesSurrogatesInTheWrongOrder() {
    assertThat(visible("\uDE00\uD83D!")).isEqualTo("\ufffd\ufffd!");
  }

  @Test
  void anyTextComesBackFromJsonAndIsOneHarmlessLine() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    JsonMapper mapper = new JsonMapper();
    for (int round = 0; round < 2_000; round++) {
      String text = randomText(random);
      LineBuffer line = new LineBuffer(0);
      line.appendJson(text);
      String json = text(line);
      assertThat(mapper.readTree(json).stringValue()).as("seed %d", seed).isEqualTo(text);
      assertThat(json.chars()).as("seed %d", seed).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void growsWithoutLosingAnything() {
    LineBuffer line = new LineBuffer(0);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      line.append("abc");
      line.append('-');
      line.appendPadded(i, 5);
      expected.append("abc-").append(String.format("%05d", i));
    }
    assertThat(text(line)).isEqualTo(expected.toString());
  }

  @Test
  void truncatesToAnEarlierLength() {
    LineBuffer line = new LineBuffer(0);
    line.append("kept");
    int length = line.length();
    line.append(" dropped");
    line.truncate(length);
    assertThat(text(line)).isEqualTo("kept");
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      int codePoint = random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(0x100);
      if (codePoint < 0xD800 || codePoint > 0xDFFF) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }

  private static String visible(String text) {
    LineBuffer line = new LineBuffer(0);
    line.appendVisible(text);
    return text(line);
  }

  private static String text(LineBuffer line) {
    return new String(line.toByteArray(), StandardCharsets.UTF_8);
  }
}
