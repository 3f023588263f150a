// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors say: message, place, what was found, what was expected. */
class SyntaxErrorsTest {

  private static final String TRANSFORMERS =
      "'val', 'tolower', 'toupper', 'b64', 'basename', 'len', 'join', 'concat', 'getopt'";
  private static final String OPERATORS =
      "'exists', '<=', '<', '>=', '>', '==', '=', '!=', 'glob', 'iglob', 'contains', 'icontains',"
          + " 'bcontains', 'startswith', 'bstartswith', 'endswith', 'regex', 'intersects', 'in',"
          + " 'pmatch'";

  /** In the table, ~ stands for the list of transformers, # for that of operators. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      commentCharacter = '%',
      textBlock =
          """
          % a check
          ``            | 0 | end of text | a condition | filter input string is empty
          `  `          | 2 | end of text | a field; a transformer; a macro; not; '(' | expected a '(' token, a field check, or an identifier
          a and         | 5 | end of text | a blank; '(' | expected blank or '(' after 'and'
          a and -x      | 6 | -x          | a field; a transformer; a macro; not; '(' | expected a '(' token, a field check, or an identifier
          a and ()      | 7 | )           | a field; a transformer; a macro; not; '(' | expected a '(' token, a field check, or an identifier
          % connecting
          a b           | 2 | b           | and; or; end of text | unexpected token after 'a', expecting 'or', 'and'
          a.b = 'x y' z | 12 | z          | and; or; end of text | unexpected token after 'x y', expecting 'or', 'and'
          a.b[x] exists)| 13 | )          | and; or; end of text | unexpected token after 'exists', expecting 'or', 'and'
          a or(b) and c | 8 | and         | and; or; end of text | unexpected token after ')', expecting 'or', 'and'
          a andb        | 5 | b           | a blank; '(' | expected blank or '(' after 'and'
          a or-b        | 4 | -b          | a blank; '(' | expected blank or '(' after 'or'
          (a            | 2 | end of text | and; or; ')' | expected a ')' token
          (a b)         | 3 | b           | and; or; ')' | expected a ')' token
          % operators
          a.b           | 3 | end of text | # | expected a valid check operator: one of #
          a.b like x    | 4 | like        | # | expected a valid check operator: one of #
          a.b containsx | 4 | containsx   | # | expected a valid check operator: one of #
          a.b[0]] = x   | 6 | ]           | # | expected a valid check operator: one of #
          % right-hand sides
          a.b < x       | 6 | x           | a number; a transformer; val(field) | expected a number value or a field with a valid transformer: ~
          a.b >=        | 6 | end of text | a number; a transformer; val(field) | expected a number value or a field with a valid transformer: ~
          a.b = (x)     | 6 | (           | a value; a transformer; val(field) | expected a string value or a field with a valid transformer: ~
          a.b = "x      | 6 | "x          | a value; a transformer; val(field) | expected a string value or a field with a valid transformer: ~
          a.b in "x"    | 7 | "x"         | '('; the name of a list; a transformer; val(field) | expected a list, an identifier, or a field with a valid transformer: ~
          a.b = val(c)  | 10 | c          | a field | expected a field within 'val' transformer
          a.b = val(c.d e.f) | 14 | e.f   | ')' | expected a ')' token closing the transformer
          % lists
          a.b in (      | 8 | end of text | a value; ')' | expected a ')' token
          a.b in (,x)   | 8 | ,           | a value; ')' | expected a ')' token
          a.b in (x y)  | 10 | y          | ','; ')' | expected a ')' token
          a.b in (x,)   | 10 | )          | a value | expected a string value
          % brackets
          a.b[] = x     | 4 | ]           | a quoted value; a bare value | expected a valid field argument: a quoted string or a bare string
          a.b["x" = y   | 7 | ` ` | ']' | expected a ']' token
          a.b[x[y]] = z | 5 | [y]]        | ']' | expected a ']' token
          % transformers
          len() = x     | 4 | )           | a field; a transformer; a quoted value; a number; '(' | expected field transformer argument: field, transformer, quoted string, number, or transformer list
          len(low(a.b)) = x | 4 | low     | a field; a transformer; a quoted value; a number; '(' | expected field transformer argument: field, transformer, quoted string, number, or transformer list
          len(a.b = x   | 8 | =           | ','; ')' | expected a ')' token closing the transformer
          len((x)) = y  | 5 | x           | a field; a transformer; a quoted value; a number | expected transformer list argument: field, transformer, quoted string, or number
          len((a.b,)) = y | 9 | )         | a field; a transformer; a quoted value; a number | expected transformer list argument: field, transformer, quoted string, or number
          len((a.b c.d)) = y | 9 | c.d    | ','; ')' | expected ')'
          % escapes
          a.b = 'x\\qy' | 8 | \\q         | `` | unsupported string escape sequence: \\q
          a.b = 'x\\"y' | 8 | \\"         | `` | invalid \\" escape in '-quoted string
          a.b = "x\\'y" | 8 | \\'         | `` | invalid \\' escape in "-quoted string
          a.b = "x\\x4" | 8 | \\x4        | `` | truncated hex char escape sequence
          a.b = "\\x4g" | 7 | \\x4g       | `` | invalid hex char escape sequence: 4g
          a.b in ('\\q')| 9 | \\q         | `` | unsupported string escape sequence: \\q
          """)
  void tellPlaceFoundAndExpected(
      String text, int offset, String found, String expected, String message) {
    ConditionSyntaxException error = errorOf(text);
    assertThat(error).hasMessage(message.replace("~", TRANSFORMERS).replace("#", OPERATORS));
    assertThat(error.span().offset()).isEqualTo(offset);
    assertThat(error.found()).isEqualTo(found);
    assertThat(error.expected())
        .isEqualTo(
            expected.isEmpty()
                ? List.of()
                : List.of(
                    expected
                        .replace("#", OPERATORS.replace("'", "").replace(", ", "; "))
                        .split("; ")));
  }

  @Test
  void countLinesAndColumnsFromOne() {
    String tooMuch = "a and\n  b.c = x y";
    assertThat(errorOf(tooMuch).span()).isEqualTo(new Span(Text.of(tooMuch), 16, 17, 2, 11));
    String tooLittle = "a and\n";
    assertThat(errorOf(tooLittle).span()).isEqualTo(new Span(Text.of(tooLittle), 6, 6, 2, 1));
  }

  @Test
  void showNoMoreThanTheBeginningOfALongWord() {
    ConditionSyntaxException error = errorOf("a " + "b".repeat(100_000));
    assertThat(error.found()).isEqualTo("b".repeat(40) + "...");
    assertThat(error.span().end()).isEqualTo(100_002);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a.b = \"", "\u0000", "len((x)) = y", "a.b in ('\\q')"})
  void reachNoConsole(String text) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (PrintStream watched = new PrintStream(written, true, StandardCharsets.UTF_8)) {
      System.setOut(watched);
      System.setErr(watched);
      errorOf(text);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static ConditionSyntaxException errorOf(String text) {
    ConditionSyntaxException error =
        catchThrowableOfType(ConditionSyntaxException.class, () -> TestSyntax.parser().parse(text));
    assertThat(error).as("error of <%s>", text).isNotNull();
    return error;
  }
}
