// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.compile.StandardSyntax;
import io.falcoj.grammar.ConditionLimits;
import io.falcoj.grammar.ConditionParser;
import io.falcoj.grammar.ConditionSyntaxException;
import io.falcoj.grammar.Expr;
import io.falcoj.grammar.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of a rules file, put into a condition and read from it, is what it was. */
class ValueTextTest {

  private final ConditionParser parser =
      new ConditionParser(StandardSyntax.SYNTAX, ConditionLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx",
        "",
        " ",
        "a,b",
        "cömma,x",
        "a b",
        "a \"quoted\" one",
        "it's",
        "\"",
        "'",
        "\"\"\"",
        "\"a\" or \"b\"",
        "'a\\'",
        "back\\slash",
        "back\\slash and blank",
        "slash at the end\\",
        "\\",
        "(par)",
        "nobody) or (a.b exists",
        "--port=80",
        "line\nend",
        "tab\t",
        "\b",
        "\u000B\f\r",
        "and",
        "oneof",
        "val(proc.pname)",
        "\uD83D\uDE00 ,"
      })
  void oneTextIsOneValue(String text) throws ConditionSyntaxException {
    assertThat(readBack(text)).containsExactly("first", text, "last");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"\"10.0.0.0/8\",10.0.0.0/8", "'a b',a b", "\"a \\\" b\",a \" b", "\"\",``"})
  void quotesOfTheConditionLanguageAreNoPartOfTheValue(String text, String value)
      throws ConditionSyntaxException {
    assertThat(readBack(text)).containsExactly("first", value, "last");
  }

  @Test
  void anyTextIsOneValue() throws ConditionSyntaxException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String characters = "ab\"'\\ ,=()\n\t\b\r\f\u000Bxn é";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("(");
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThat(readBack(text.toString()))
          .as("seed %d", seed)
          .containsExactly("first", text.toString(), "last");
    }
  }

  private List<String> readBack(String text) throws ConditionSyntaxException {
    String condition = "a.b in (first, " + ValueText.literal(text) + ", last)";
    Expr.BinaryCheck check = (Expr.BinaryCheck) parser.parse(condition);
    List<String> values = new ArrayList<>();
    for (Operand.ValueLiteral value : ((Operand.ListLiteral) check.right()).values()) {
      values.add(value.value());
    }
    return values;
  }
}
