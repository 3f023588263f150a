// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.grammar.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarPlacesTest {

  private static YamlScalar condition(String text) throws YamlException {
    YamlMapping rule = (YamlMapping) YamlReader.read("rules.yaml", text).get(0);
    return (YamlScalar) rule.get("condition");
  }

  /** Where the word stands that the value holds once. */
  private static Span place(YamlScalar scalar, String word) {
    int index = scalar.text().indexOf(word);
    return scalar.spanOf(index, index + word.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: x\ncondition: >\n  first and\n  second\n\n  or\n     third fourth\n  fifth\n",
        "rule: x\ncondition: >2-\n    first and\n  second third\n  fourth fifth",
        "rule: x\ncondition: |\n\n\n   first\r\n\r\n     second third\r\n   fourth\r\n   fifth\r\n",
        "rule: x\ncondition: >- # why\n  first\n    second\n\n    third\n  fourth fifth\n\n\n",
        "rule: x\ncondition: first\n  second  \n  \n  third\n fourth fifth",
        "rule: x\ncondition: &a !!str 'it''s first\n  second''\n\n  third fourth''fifth'",
        "rule: x\ncondition: \"\\x41\\u00e9\\U0001F600 first \\\n  second\\\n  \\ third\n\n"
            + " fourth\\\"fifth\"",
        "rule: x\ncondition: \"\uD83D\uDE00first\n  second third fourth \\\n\n   fifth\"",
      })
  void wordsAreFoundWhereTheyStand(String text) throws YamlException {
    YamlScalar scalar = condition(text);
    for (String word : List.of("first", "second", "third", "fourth", "fifth")) {
      Span place = place(scalar, word);
      assertThat(text.substring(place.offset(), place.end())).isEqualTo(word);
      assertThat(place.line()).isEqualTo(text.substring(0, place.offset()).split("\n", -1).length);
    }
  }

  /** Offset, end, line and column. */
  private static List<Integer> placeOf(Span span) {
    return List.of(span.offset(), span.end(), span.line(), span.column());
  }

  @Test
  void theEndOfTheValueIsBehindItsLastCharacter() throws YamlException {
    assertThat(placeOf(condition("condition: abc\n").spanOf(3, 3))).containsExactly(14, 14, 1, 15);
    assertThat(condition("condition: >-\n  ab\n  cd\n").spanOf(5, 5).line()).isEqualTo(3);
    assertThat(placeOf(condition("condition: ''\n").spanOf(0, 0))).containsExactly(12, 12, 1, 13);
    assertThat(condition("condition:\n").spanOf(0, 0).line()).isEqualTo(1);
  }

  @Test
  void everyCharacterIsFoundInBlocksAndFlowsMadeAtRandom() throws YamlException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      String text = randomDocument(random);
      YamlScalar scalar = condition(text);
      int[] places = ScalarPlaces.of(scalar);
      assertThat(places).hasSize(scalar.text().length() + 1);
      for (int index = 0; index < scalar.text().length(); index++) {
        char c = scalar.text().charAt(index);
        if (c != ' ' && c != '\n') {
          assertThat(text.charAt(places[index]))
              .as("seed %d, index %d of <%s> in <%s>", seed, index, scalar.text(), text)
              .isEqualTo(c);
        }
        assertThat(places[index + 1])
            .as("seed %d, index %d of <%s> in <%s>", seed, index, scalar.text(), text)
            .isGreaterThanOrEqualTo(places[index]);
      }
    }
  }

  /** A mapping whose value has several lines, indented and empty ones among them. */
  private static String randomDocument(Random random) {
    String[] headers = {">", ">-", ">+", "|", "|-", "|+", ">2", "|2-", "", "'", "\""};
    String header = headers[random.nextInt(headers.length)];
    boolean block = header.startsWith(">") || header.startsWith("|");
    String lineBreak = random.nextInt(4) == 0 ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder("x: y").append(lineBreak).append("condition: ");
    text.append(header).append(block ? lineBreak : "");
    int lines = 1 + random.nextInt(6);
    for (int line = 0; line < lines; line++) {
      boolean first = line == 0;
      if (!first && random.nextInt(4) == 0) {
        text.append(" ".repeat(random.nextInt(3))).append(lineBreak);
        continue;
      }
      boolean indented = !(block && first) && random.nextInt(3) == 0;
      text.append(block || !first ? "  " : "").append(indented && (block || !first) ? "  " : "");
      int words = 1 + random.nextInt(3);
      for (int word = 0; word < words; word++) {
        text.append((char) ('a' + random.nextInt(26))).append(random.nextInt(100));
        text.append(word + 1 < words || random.nextInt(5) == 0 ? " " : "");
      }
      text.append(lineBreak);
    }
    if (!block && !header.isEmpty()) {
      text.append("  z").append(header);
    }
    return text.toString();
  }
}
