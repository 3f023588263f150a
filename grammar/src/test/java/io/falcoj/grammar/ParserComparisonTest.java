// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.grammar.PlainReader.NotACondition;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the parser with a second, plain reading of the language, over texts made at random. */
class ParserComparisonTest {

  private static final int TEXTS = 40_000;

  private static final List<String> TEXTS_TO_CHANGE =
      List.of(
          "a",
          "not a",
          "not(a)",
          "a and b or c",
          "(a)or(b)and(c)",
          "a or(b or(c))",
          "not not not (a and not(b))",
          "proc.name exists",
          "proc.name = cat and fd.name != dog",
          "proc.aname[2]=nginx or evt.arg[\"a b\"] contains x",
          "proc.name in (cat, 'd og', \"c\\\"ow\", 5)",
          "proc.name in ()",
          "proc.name in my_list and fd.name pmatch (/etc, /usr/*)",
          "proc.name intersects (a, b)",
          "evt.rawres < -1 or evt.rawres >= 0x1F or thread.cpu > 1.5e+3",
          "fd.name startswith anyof (/proc/, /sys/)",
          "proc.name == oneof names and fd.name = allof",
          "proc.name = oneof and fd.name exists",
          "tolower(proc.name) glob *sh",
          "join(\",\", (proc.name, toupper(proc.pname), 7, 'x'))[1] = a,b",
          "getopt(proc.args, \"nt:\")[t] = val(proc.name)",
          "proc.name = val( fd.name[x] )[y]",
          "len(fd.name) > len(b64(proc.name))",
          "fd.name in basename(proc.exe)",
          "fd.name regex '^/a(b|c)\\\\.d$' and concat(fd.name,\"\",5) exists",
          "evt.buffer bcontains \"\\x41\\n\\t\" and notb and andc and orc");

  private static final List<String> SCRAPS =
      List.of(
          " ",
          " ",
          "  ",
          "\t",
          "\n",
          "\r",
          "\b",
          "\u000B",
          "\f",
          "\0",
          "\u00E9",
          "\u20AC",
          "\uD83D\uDE00",
          "(",
          ")",
          "(",
          ")",
          "[",
          "]",
          ",",
          "=",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "\"",
          "'",
          "\\",
          "\\\\",
          "\\\"",
          "\\'",
          "\\x41",
          "\\xZ",
          "\\q",
          ".",
          "_",
          "-",
          "+",
          "0x",
          "0",
          "7",
          "e+1",
          "a",
          "b.c",
          "x.y.z",
          "not",
          "not ",
          "not(",
          "and",
          "and ",
          "and(",
          "or",
          "or ",
          "or(",
          "exists",
          "in",
          "intersects",
          "pmatch",
          "glob",
          "iglob ",
          "contains",
          "startswith ",
          "regex ",
          "oneof",
          "oneof ",
          "anyof ",
          "allof (",
          "tolower(",
          "val(",
          "val",
          "len(",
          "join(",
          "()",
          "[0]",
          "and_x",
          "or1",
          "not_");

  @ParameterizedTest
  @ValueSource(longs = {1, 20_261_122})
  void agreesWithThePlainReader(long seed) {
    Random random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = changed(random);
      int maxDepth = random.nextInt(4) == 0 ? 5 + random.nextInt(12) : 100;
      if (agree(seed, maxDepth, text)) {
        accepted++;
      }
    }
    // Else the texts would be too broken to tell anything about trees.
    assertThat(accepted).isBetween(TEXTS / 10, TEXTS * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not \bnot a",
        "not \bnot",
        "not \bnot(a)",
        "not \b(a)",
        "not \bnot and a",
        "not\bnot",
        "not \b not \b not x",
        "a.b = oneof\bcat",
        "a.b =\boneof cat",
        "a.b = oneof\b(cat)",
        "a.b contains\bx",
        "a.b\bin\b(x\b)",
        "a.b = x\bor c",
        "a.b in(\bx)",
        "a\band\bb",
        "a \u000Band b",
        "a and\u000Bb",
        "a and \u000Bb",
        "not\u000Ba",
        "a.b[\bx] = c"
      })
  void agreesAboutBlanksThatOnlySometimesCount(String text) {
    agree(0, 100, text);
  }

  private static boolean agree(long seed, int maxDepth, String text) {
    Expr expected = null;
    try {
      expected = new PlainReader(TestSyntax.SYNTAX, maxDepth, text).read();
    } catch (NotACondition e) {
      // Stays null: the parser must refuse the text, too.
    }
    Expr parsed = null;
    String error = "";
    try {
      parsed = TestSyntax.parserWithMaxDepth(maxDepth).parse(text);
    } catch (ConditionSyntaxException e) {
      error = e.getMessage();
    }
    assertThat(parsed)
        .as("seed %d, depth %d, text <%s>, error <%s>", seed, maxDepth, text, error)
        .isEqualTo(expected);
    return parsed != null;
  }

  private static String changed(Random random) {
    StringBuilder text = new StringBuilder(pick(random, TEXTS_TO_CHANGE));
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(4));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.replace(at, end, pick(random, SCRAPS));
        case 2 -> text.insert(at, pick(random, SCRAPS));
        case 3 ->
            text.append(pick(random, List.of(" and ", " or ", " and(", "or(", "and not ")))
                .append(pick(random, TEXTS_TO_CHANGE));
        default -> text.insert(0, pick(random, List.of("not ", "(", "not(", " "))).append(")");
      }
    }
    return text.toString();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
