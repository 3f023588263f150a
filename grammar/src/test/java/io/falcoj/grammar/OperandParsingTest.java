// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperandParsingTest {

  private final ConditionParser parser = TestSyntax.parser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          %proc.name                   | 1 | proc.name
          %proc.name.                  | 1 | proc.name
          %proc.name is running        | 1 | proc.name
          %proc.name%fd.name           | 1 | proc.name
          %proc.name%fd.name           | 11 | fd.name
          user=%user.name,             | 6 | user.name
          (%user.name)                 | 2 | user.name
          %proc.aname[2][x]            | 1 | proc.aname[2]
          %evt.arg["a]b"] "            | 1 | evt.arg["a]b"]
          %tolower(proc.name)(x)       | 1 | tolower(proc.name)
          %join( "-", (a.b, c.d) )[1]] | 1 | join( "-", (a.b, c.d) )[1]
          %not.here or                 | 1 | not.here
          %proc.name in (              | 1 | proc.name
          """)
  void takesTheOperandAndNoMore(String text, int offset, String operand)
      throws ConditionSyntaxException {
    ParsedOperand parsed = parser.parseOperand(text, offset);
    assertThat(text.substring(offset, parsed.end())).isEqualTo(operand);
    assertThat(parsed.operand().span()).isEqualTo(Span.in(text, offset, parsed.end()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          %             | 1 | 1 | unexpected token after '
          % proc.name   | 1 | 1 | unexpected token after '
          %proc         | 1 | 1 | unexpected token after '
          %not proc.name| 1 | 1 | unexpected token after '
          %(proc.name)  | 1 | 1 | unexpected token after '
          %val(a.b)     | 1 | 1 | unexpected token after '
          %a.b[         | 1 | 5 | expected a valid field argument: a quoted string or a bare string
          %a.b[x y]     | 1 | 6 | expected a ']' token
          %tolower(a.b  | 1 | 12 | expected a ')' token closing the transformer
          """)
  void refusesOtherThings(String text, int offset, int place, String message) {
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> parser.parseOperand(text, offset))
        .withMessage(message)
        .satisfies(e -> assertThat(e.span().offset()).isEqualTo(place));
  }

  @Test
  void boundsDepth() {
    String deep = "tolower(".repeat(100_000) + "a.b";
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> parser.parseOperand(deep, 0))
        .withMessage("exceeded max depth limit of 300");
  }
}
