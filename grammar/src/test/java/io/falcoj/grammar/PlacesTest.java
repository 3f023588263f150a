// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where nodes say that they stand. */
class PlacesTest {

  private static List<Arguments> textsOfNodes() {
    return List.of(
        Arguments.of("a", List.of("a")),
        Arguments.of("  a  ", List.of("a")),
        Arguments.of("a or b", List.of("a or b", "a", "b")),
        Arguments.of("  a or b", List.of("  a or b", "a", "b")),
        Arguments.of("  a and b", List.of("a and b", "a", "b")),
        Arguments.of(" ( a  or b ) ", List.of("a  or b", "a", "b")),
        Arguments.of("(a) and not (b)", List.of("(a) and not (b)", "a", "not (b)", "b")),
        Arguments.of("a and(b)", List.of("a and(b)", "a", "b")),
        Arguments.of("not not not(a)", List.of("not not not(a)", "a")),
        Arguments.of("a.b  exists ", List.of("a.b  exists", "a.b")),
        Arguments.of("a.b[1]=x", List.of("a.b[1]=x", "a.b[1]", "x")),
        Arguments.of("a.b = 'x y'", List.of("a.b = 'x y'", "a.b", "'x y'")),
        Arguments.of("a.b in ( x , y )", List.of("a.b in ( x , y )", "a.b", "( x , y )", "x", "y")),
        Arguments.of("a.b = oneof  x", List.of("a.b = oneof  x", "a.b", "x")),
        Arguments.of(
            "join( ',', (a.b, 5))[1] = val( c.d )",
            List.of(
                "join( ',', (a.b, 5))[1] = val( c.d )",
                "join( ',', (a.b, 5))[1]",
                "','",
                "(a.b, 5)",
                "a.b",
                "5",
                "val( c.d )",
                "c.d")));
  }

  @ParameterizedTest
  @MethodSource("textsOfNodes")
  void nodesSpanTheirText(String text, List<String> texts) throws ConditionSyntaxException {
    List<String> found = new ArrayList<>();
    for (Span span : Spans.of(TestSyntax.parser().parse(text))) {
      found.add(span.content());
    }
    assertThat(found).isEqualTo(texts);
  }

  @Test
  void carriageReturnAndLineFeedEachEndALine() throws ConditionSyntaxException {
    String text = "a\nand\r\nb.c\rin (x,\n\n  'y\nz', w)";
    assertThat(Spans.of(TestSyntax.parser().parse(text)))
        .extracting(span -> span.line() + ":" + span.column())
        .containsExactly("1:1", "1:1", "4:1", "4:1", "5:4", "5:5", "7:3", "8:5");
  }

  @Test
  void columnsCountCharacters() throws ConditionSyntaxException {
    Text text = Text.of("a.b = ž and c");
    assertThat(Spans.of(TestSyntax.parser().parse(text)).get(4))
        .isEqualTo(new Span(text, 12, 13, 1, 13));
  }

  @Test
  void aSpanIsFoundInAnyText() {
    assertThat(Span.in("ab\n\ncd", 5, 6))
        .isEqualTo(new Span(Text.of("ab\n\ncd"), 5, 6, 3, 2));
    assertThat(Span.in("ab\n", 3, 3)).isEqualTo(new Span(Text.of("ab\n"), 3, 3, 2, 1));
    assertThat(Span.in("", 0, 0)).isEqualTo(Span.START);
  }

  @Test
  void everyPartKnowsTheTextItIsOf() throws ConditionSyntaxException {
    Text text = Text.of("a.b in (x, y) and not tolower(c.d) = z or m");
    assertThat(Spans.of(TestSyntax.parser().parse(text)))
        .hasSizeGreaterThan(8)
        .allSatisfy(span -> assertThat(span.text()).isSameAs(text));
  }

  @Test
  void aSpanShowsItsLine() {
    assertThat(Span.in("ab\r\ncd ef\rgh", 7, 9).wholeLine()).isEqualTo("cd ef");
    assertThat(Span.in("ab", 2, 2).wholeLine()).isEqualTo("ab");
    assertThat(Span.in("ab\n", 3, 3).wholeLine()).isEmpty();
  }

  @Test
  void aSpanReachesToTheEndOfAnother() {
    Text text = Text.of("one\ntwo\nthree");
    assertThat(new Span(text, 4, 5, 2, 1).to(new Span(text, 8, 9, 3, 1)))
        .isEqualTo(new Span(text, 4, 9, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(text, 3, 2, 1, 1));
  }
}
