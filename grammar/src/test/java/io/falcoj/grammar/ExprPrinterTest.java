// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExprPrinterTest {

  private static final int TREES = 10_000;

  private final ConditionParser parser = TestSyntax.parser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                          | a                        | a
          (((a)))                    | a                        | a
          a  and\tb                  | (a and b)                | (a and b)
          not (a or b)               | not (a or b)             | not (a or b)
          not(not a)                 | not (not a)              | not not a
          (not) or a                 | ((not) or a)             | (not or a)
          a.b='c'                    | a.b = c                  | a.b = c
          a.b = ''                   | a.b = ""                 | `a.b = `
          a.b = 'c d'                | a.b = "c d"              | a.b = "c d"
          a.b = '(c)'                | a.b = "(c)"              | a.b = (c)
          a.b = "c\\x5c"             | a.b = "c\\x5c"           | a.b = "c\\\\"
          a.b in (c,'d e',"f,g")     | a.b in (c, "d e", "f,g") | a.b in (c, "d e", f,g)
          a.b['']exists              | a.b[""] exists           | a.b[""] exists
          a.b["[c]"] exists          | a.b["[c]"] exists        | a.b[[c]] exists
          join( ',' , (a.b , 5))=x   | join(",",(a.b,5)) = x    | join(,,(a.b,5)) = x
          getopt(a.b, "n:")[n] = x   | getopt(a.b,"n:")[n] = x  | getopt(a.b,n:)[n] = x
          a.b = \toneof  (c)         | a.b = oneof (c)          | a.b = oneof (c)
          """)
  void printsOneForm(String text, String printed, String printedByFalco)
      throws ConditionSyntaxException {
    Expr condition = parser.parse(text);
    assertThat(ExprPrinter.print(condition)).isEqualTo(printed);
    assertThat(ExprPrinter.printAsFalco(condition)).isEqualTo(printedByFalco);
  }

  @Test
  void printsOperands() throws ConditionSyntaxException {
    Operand operand = parser.parseOperand("%join( 'a b',( c.d ,5))['x']", 1).operand();
    assertThat(ExprPrinter.print(operand)).isEqualTo("join(\"a b\",(c.d,5))[x]");
    assertThat(ExprPrinter.printAsFalco(operand)).isEqualTo("join(\"a b\",(c.d,5))[x]");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void whatIsPrintedReadsBack(long seed) throws ConditionSyntaxException {
    RandomConditions conditions = new RandomConditions(seed);
    for (int i = 0; i < TREES; i++) {
      Expr condition = conditions.next();
      String printed = ExprPrinter.print(condition);
      assertThat(Structure.of(parser.parse(printed)))
          .as("seed %d, <%s>", seed, printed)
          .isEqualTo(condition);
    }
  }

  @Test
  void differentStructuresPrintDifferently() {
    RandomConditions conditions = new RandomConditions(7);
    Map<String, Expr> seen = new HashMap<>();
    for (int i = 0; i < TREES; i++) {
      Expr condition = conditions.next();
      Expr before = seen.putIfAbsent(ExprPrinter.print(condition), condition);
      if (before != null) {
        assertThat(condition).isEqualTo(before);
      }
    }
  }
}
