// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any text is a condition that prints and parses again, or is refused with a place in it. */
class ConditionFuzzTest {

  private static final ConditionParser PARSER = TestSyntax.parser();

  /** Printing adds parentheses, which count as depth. */
  private static final ConditionParser DEEP_PARSER =
      TestSyntax.parserWithMaxDepth(3 * ConditionLimits.DEFAULT.maxDepth());

  @DictionaryEntries({
    " and ",
    " or ",
    "not ",
    "exists",
    " in (",
    " pmatch (",
    " intersects ",
    " icontains ",
    " startswith ",
    " regex ",
    " oneof (",
    "tolower(",
    "join(,",
    "concat(",
    "getopt(",
    "val(",
    "proc.name",
    "evt.arg[",
    "0x1F",
    "-1e+5",
    "\"\\\\x\"",
    "!="
  })
  @FuzzTest
  void anyTextIsAConditionOrRefused(byte[] input) throws ConditionSyntaxException {
    String text = new String(input, UTF_8);
    tryOperand(text);
    Expr parsed;
    try {
      parsed = PARSER.parse(text);
    } catch (ConditionSyntaxException e) {
      assertThat(e.span().end()).isBetween(0, text.length());
      assertThat(e.found()).isNotEmpty();
      return;
    }
    Expr again = DEEP_PARSER.parse(ExprPrinter.print(parsed));
    assertThat(Structure.of(again)).isEqualTo(Structure.of(parsed));
    assertThat(ExprPrinter.printAsFalco(again)).isEqualTo(ExprPrinter.printAsFalco(parsed));
  }

  private static void tryOperand(String text) {
    int offset = text.length() / 3;
    try {
      assertThat(PARSER.parseOperand(text, offset).end()).isBetween(offset + 1, text.length());
    } catch (ConditionSyntaxException e) {
      assertThat(e.span().end()).isBetween(0, text.length());
    }
  }
}
