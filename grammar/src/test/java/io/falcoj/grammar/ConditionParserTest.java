// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.falcoj.grammar.Operand.FieldRef;
import io.falcoj.grammar.Operand.ListLiteral;
import io.falcoj.grammar.Operand.ValueLiteral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {

  private final ConditionParser parser = TestSyntax.parser();

  /** The printed form shows the structure. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # connecting checks
          a                               | a
          a and b and c                   | (a and b and c)
          a or b and c or d               | (a or (b and c) or d)
          (a or b) and c                  | ((a or b) and c)
          (a)or(b)or(c)                   | (a or b or c)
          a and(b or c)and d              | (a and (b or c) and d)
          a or(b and c)                   | (a or (b and c))
          not a                           | not a
          not not a                       | a
          not not not a                   | not a
          not(a)                          | not a
          not not(a)                      | a
          not (not a)                     | not (not a)
          not a and b                     | (not a and b)
          # words that begin like others
          notb and andc and orc           | (notb and andc and orc)
          not                             | (not)
          and                             | and
          not not                         | not (not)
          # operators fit by prefix
          a.b existsand c                 | (a.b exists and c)
          a.b inlist                      | a.b in list
          a.b in(x)                       | a.b in (x)
          a.b intersects x                | a.b intersects x
          a.b<5                           | a.b < 5
          a.b<=5                          | a.b <= 5
          a.b =x                          | a.b = x
          a.b ==x                         | a.b == x
          a.b < 1or c                     | (a.b < 1 or c)
          a.b = 1or or c                  | (a.b = 1or or c)
          a.b = "x"or c                   | (a.b = x or c)
          # numbers
          a.b > 0x1fE                     | a.b > 0x1fE
          a.b > -1.5e+10                  | a.b > -1.5e+10
          a.b >= +1.                      | a.b >= +1.
          # bare values take nearly anything
          a.b = /etc/*?[x]{y}$%&;:!-+~^   | a.b = /etc/*?[x]{y}$%&;:!-+~^
          a.b = exists and c              | (a.b = exists and c)
          a.b = not or c                  | (a.b = not or c)
          a.b = žluťoučký                 | a.b = žluťoučký
          # modifiers
          a.b = oneof (x, y)              | a.b = oneof (x, y)
          a.b contains anyof names        | a.b contains anyof names
          a.b = oneof oneof               | a.b = oneof oneof
          a.b = oneof                     | a.b = oneof
          a.b = oneof and c               | (a.b = oneof and c)
          a.b = oneofx                    | a.b = oneofx
          a.b = oneof android             | a.b = oneof android
          # brackets
          a.b[0] = x                      | a.b[0] = x
          a.b["c d"] = x                  | a.b["c d"] = x
          a.b[''] = x                     | a.b[""] = x
          a.b[c.d=e,(f)] = x              | a.b["c.d=e,(f)"] = x
          # transformers
          tolower(a.b) = x                | tolower(a.b) = x
          tolower( toupper( a.b ) ) = x   | tolower(toupper(a.b)) = x
          join(",",(a.b, c.d)) = x        | join(",",(a.b,c.d)) = x
          join('-', ()) = x               | join("-",()) = x
          concat(a.b, 5, 0x1f, "6x") = y  | concat(a.b,5,0x1f,"6x") = y
          getopt(a.b, "n:")[n] = x        | getopt(a.b,"n:")[n] = x
          a.b = val(c.d)                  | a.b = val(c.d)
          a.b in tolower(c.d)             | a.b in tolower(c.d)
          a.b < len(c.d)                  | a.b < len(c.d)
          a.b = val( c.d[1] )[2]          | a.b = val(c.d[1])[2]
          tolower                         | tolower
          a.b = tolower                   | a.b = tolower
          a.b in tolower                  | a.b in tolower
          """)
  void readsTheStructure(String text, String structure) throws ConditionSyntaxException {
    assertThat(ExprPrinter.print(parser.parse(text))).isEqualTo(structure);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "()",
        "a b",
        "a andb",
        "a orb",
        "andor b",
        "a or(b) and c",
        "a not b",
        "(a",
        "a)",
        "a.b",
        "a.b = ",
        "a.b = = x",
        "a.b = x,",
        "a.b = (x)",
        "a.b containsx",
        "a.b EXISTS",
        "a.b < x",
        "a.b < (1)",
        "a.b < 0x",
        "a.b > 1e5",
        "a.b in",
        "a.b in (",
        "a.b in (x",
        "a.b in (x,)",
        "a.b in (,x)",
        "a.b in (x y)",
        "a.b in (x) y",
        "a.b in \"x\"",
        "a.b in oneof (x)",
        "a.b intersect x",
        "a.b = oneof(x)",
        "a.b =oneof (x)",
        "a.b = ONEOF (x)",
        "a.b = 'x",
        "a.b = \"x\\\\\"",
        "a.b = '\\q'",
        "a.b in ('\\q')",
        "a.b[ = x",
        "a.b[] = x",
        "a.b[ 0] = x",
        "a.b [0] = x",
        "a.b[0 ] = x",
        "a.b[0]] = x",
        "a.b[\"0] = x",
        "a.b[x]y = z",
        "a..b = x",
        ".a = x",
        "a. = x",
        "1a.b = x",
        "a-b",
        "lower(a.b) = x",
        "tolower (a.b) = x",
        "tolower() = x",
        "tolower(a) = x",
        "tolower(a.b = x",
        "tolower(a.b,) = x",
        "tolower(\"a) = x",
        "join(\",\", ((a.b))) = x",
        "join(\",\", (a.b) = x",
        "join(\",\", (a.b)[1]) = x",
        "val(a.b) = x",
        "tolower(val(a.b)) = x",
        "a.b = val(tolower(a.b))",
        "a.b = val(5)",
        "a.b = val(a.b, c.d)"
      })
  void refusesWhatFalcoRefuses(String text) {
    assertThatExceptionOfType(ConditionSyntaxException.class).isThrownBy(() -> parser.parse(text));
  }

  @Test
  void tellsQuotedFromBareValues() throws ConditionSyntaxException {
    Expr.BinaryCheck check = (Expr.BinaryCheck) parser.parse("a.b in (x, 'y', \"z\")");
    assertThat(((ListLiteral) check.right()).values())
        .extracting(ValueLiteral::value, ValueLiteral::quoted)
        .containsExactly(tuple("x", false), tuple("y", true), tuple("z", true));
  }

  @Test
  void tellsAnEmptyArgumentFromNone() throws ConditionSyntaxException {
    Expr.UnaryCheck without = (Expr.UnaryCheck) parser.parse("a.b exists");
    Expr.UnaryCheck empty = (Expr.UnaryCheck) parser.parse("a.b[''] exists");
    assertThat(((FieldRef) without.left()).argument()).isNull();
    assertThat(((FieldRef) empty.left()).argument()).isEmpty();
  }

  @Test
  void knowsOnlyTheWordsThatItIsGiven() throws ConditionSyntaxException {
    ConditionSyntax syntax =
        new ConditionSyntax(
            List.of("present"),
            List.of("<"),
            List.of("~", "sounds_like"),
            List.of("among"),
            List.of("any"),
            List.of("reverse"),
            "field");
    ConditionParser other = new ConditionParser(syntax, ConditionLimits.DEFAULT);
    String text =
        "(reverse(a.b) present and a.b ~ any (x) and a.b among (x)"
            + " and a.b sounds_like reverse(a.b) and a.b < field(a.b))";
    assertThat(ExprPrinter.print(other.parse(text))).isEqualTo(text);
    assertThatExceptionOfType(ConditionSyntaxException.class)
        .isThrownBy(() -> other.parse("a.b exists"))
        .withMessage(
            "expected a valid check operator: one of "
                + "'present', '<', '~', 'sounds_like', 'among'");
  }

  @Test
  void refusesWordsThatCannotBeRead() {
    List<String> none = List.of();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ConditionSyntax(none, none, none, none, none, List.of("to lower"), "val"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConditionSyntax(none, List.of(""), none, none, none, none, "val"));
  }

  @Test
  void looksOneTokenAhead() throws ConditionSyntaxException {
    parser.parse("not a and (tolower(b.c[1]) in (x, y) or d.e = oneof names or f.g exists)");
    FalcoFilter generated =
        new FalcoFilter(
            new BufferedTokenStream(new FalcoFilterLexer(new TextStream("a and b", 0))));
    // ANTLR fills such a table where one token does not decide.
    assertThat(Arrays.asList(generated.getInterpreter().decisionToDFA))
        .isNotEmpty()
        .allSatisfy(decision -> assertThat(decision.s0).isNull());
  }

  @Test
  void isUsableByManyThreads() throws Exception {
    String text = "(a.b in (x, y) and not tolower(c.d) = oneof (z) and e.f < 5)";
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        tasks.add(() -> ExprPrinter.print(parser.parse(text)));
      }
      for (Future<String> printed : threads.invokeAll(tasks)) {
        assertThat(printed.get()).isEqualTo(text);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
