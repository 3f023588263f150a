// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At each limit, one beyond it, and far beyond it. */
class LimitsTest {

  /** The depths are those that Falco counts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                              | 4
          not not not a                  | 4
          a and b or c                   | 4
          (a)                            | 9
          ((a))                          | 14
          not(a)                         | 8
          a or(b)                        | 6
          a and(b)                       | 7
          a.b exists                     | 5
          a.b[0] exists                  | 5
          a.b = x                        | 7
          a.b < 1                        | 7
          a.b in ()                      | 7
          a.b in (x)                     | 7
          a.b in x                       | 7
          a.b = oneof (x)                | 7
          a.b = oneof x                  | 6
          a.b = val(c.d)                 | 8
          a.b = tolower(c.d)             | 10
          tolower(a.b) exists            | 7
          tolower("x") exists            | 6
          tolower(toupper(a.b)) exists   | 9
          tolower((a.b)) exists          | 7
          tolower((toupper(a.b))) exists | 9
          tolower(()) exists             | 6
          """)
  void countsDepthByRulesOfTheGrammar(String text, int depth) throws ConditionSyntaxException {
    TestSyntax.parserWithMaxDepth(depth + 1).parse(text);
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> TestSyntax.parserWithMaxDepth(depth).parse(text))
        .withMessage("exceeded max depth limit of " + depth);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (        | a       | )  | 59
          (        | a.b = x | )  | 58
          not(     | a       | )  | 73
          a or(    | a       | )  | 147
          a and(   | a       | )  | 98
          tolower( | a.b     | ) = x | 147
          """)
  void parsesUpToADepthOf300(String opening, String inner, String closing, int times)
      throws ConditionSyntaxException {
    ConditionParser parser = TestSyntax.parser();
    String end = closing.substring(1);
    String close = closing.substring(0, 1);
    parser.parse(opening.repeat(times) + inner + close.repeat(times) + end);
    for (int tooOften : new int[] {times + 1, 10 * times, 200_000}) {
      assertThatExceptionOfType(ConditionSyntaxException.class)
          .isThrownBy(
              () -> parser.parse(opening.repeat(tooOften) + inner + close.repeat(tooOften) + end))
          .withMessage("exceeded max depth limit of 300");
    }
  }

  @Test
  void depthIsNoLongerCountedOnceLeft() throws ConditionSyntaxException {
    String deep = "(".repeat(59) + "a" + ")".repeat(59);
    Expr condition = TestSyntax.parser().parse(deep + (" and " + deep).repeat(1000));
    assertThat(((Expr.And) condition).operands()).hasSize(1001);
  }

  @Test
  void saysWhereItGetsTooDeep() {
    Text text = Text.of("a and\n((b))");
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> TestSyntax.parserWithMaxDepth(10).parse(text))
        .satisfies(e -> assertThat(e.span()).isEqualTo(new Span(text, 8, 9, 2, 3)));
  }

  @Test
  void boundsTheSizeOfLists() throws ConditionSyntaxException {
    ConditionParser parser =
        new ConditionParser(TestSyntax.SYNTAX, new ConditionLimits(100, 1 << 20, 3));
    parser.parse("a.b in (1, 2, 3) and a.b in (4, 5, 6)");
    for (String tooMany : new String[] {"1, 2, 3, 4", "1" + ", 2".repeat(100_000)}) {
      assertThatExceptionOfType(ConditionSyntaxException.class)
          .isThrownBy(() -> parser.parse("a.b in (" + tooMany + ")"))
          .withMessage("exceeded max list size of 3")
          .satisfies(e -> assertThat(e.span().offset()).isEqualTo(17));
    }
  }

  @Test
  void boundsTheLengthOfTexts() throws ConditionSyntaxException {
    ConditionParser parser =
        new ConditionParser(TestSyntax.SYNTAX, new ConditionLimits(100, 10, 3));
    parser.parse("a.b exists");
    for (String tooLong : new String[] {"a.bc exists", "a".repeat(1 << 20)}) {
      assertThatExceptionOfType(ConditionSyntaxException.class)
          .isThrownBy(() -> parser.parse(tooLong))
          .withMessage("exceeded max length of 10 characters");
    }
  }

  @Test
  void takesLongTexts() throws ConditionSyntaxException {
    Expr condition = TestSyntax.parser().parse("a" + " and b.c = value".repeat(70_000));
    assertThat(((Expr.And) condition).operands()).hasSize(70_001);
    assertThat(TestSyntax.parser().parse("not ".repeat(300_001) + "a"))
        .isInstanceOf(Expr.Not.class);
  }

  @Test
  void takesLongLists() throws ConditionSyntaxException {
    int size = 300_000;
    StringBuilder text = new StringBuilder("a.b in (v");
    for (int i = 1; i < size; i++) {
      text.append(i % 2 == 0 ? ",v" : ",\n 'v ").append(i % 2 == 0 ? "" : "'");
    }
    Expr.BinaryCheck check = (Expr.BinaryCheck) TestSyntax.parser().parse(text + ")");
    assertThat(((Operand.ListLiteral) check.right()).values()).hasSize(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void refusesAbsurdLimits(int depth) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ConditionLimits(depth, 10, 10));
  }
}
