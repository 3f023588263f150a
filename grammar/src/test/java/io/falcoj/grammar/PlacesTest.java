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
      found.add(text.substring(span.offset(), span.end()));
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
    assertThat(Spans.of(TestSyntax.parser().parse("a.b = ž and c")).get(4))
        .isEqualTo(new Span(12, 13, 1, 13));
  }

  @Test
  void aSpanIsFoundInAnyText() {
    assertThat(Span.in("ab\n\ncd", 5, 6)).isEqualTo(new Span(5, 6, 3, 2));
    assertThat(Span.in("ab\n", 3, 3)).isEqualTo(new Span(3, 3, 2, 1));
    assertThat(Span.in("", 0, 0)).isEqualTo(Span.START);
  }

  @Test
  void aSpanReachesToTheEndOfAnother() {
    assertThat(new Span(3, 5, 1, 4).to(new Span(7, 9, 2, 1))).isEqualTo(new Span(3, 9, 1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new Span(3, 2, 1, 1));
  }
}
