// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.grammar.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private static YamlNode read(String text) throws YamlException {
    List<YamlNode> documents = YamlReader.read("test.yaml", text);
    assertThat(documents).hasSize(1);
    return documents.get(0);
  }

  private static YamlScalar scalar(YamlNode node) {
    assertThat(node).isInstanceOf(YamlScalar.class);
    return (YamlScalar) node;
  }

  private static YamlMapping mapping(YamlNode node) {
    assertThat(node).isInstanceOf(YamlMapping.class);
    return (YamlMapping) node;
  }

  /** Offset, end, line and column. */
  private static List<Integer> placeOf(Span span) {
    return List.of(span.offset(), span.end(), span.line(), span.column());
  }

  @Test
  void readsOneNodeForEachDocument() throws YamlException {
    List<YamlNode> documents = YamlReader.read("test.yaml", "a\n---\n- b\n---\n---\nc: d\n");
    assertThat(documents).hasSize(4);
    assertThat(scalar(documents.get(0)).text()).isEqualTo("a");
    assertThat(documents.get(1)).isInstanceOf(YamlSequence.class);
    assertThat(scalar(documents.get(2)).isNull()).isTrue();
    assertThat(mapping(documents.get(3)).get("c")).isNotNull();
    assertThat(YamlReader.read("test.yaml", "# nothing\n")).isEmpty();
  }

  @Test
  void knowsTheStyleAndTheTextAsWritten() throws YamlException {
    YamlSequence items = (YamlSequence) read("[True, '0x1F', \"a\\tb\", ~, !!str 5]\n");
    assertThat(items.items())
        .extracting(item -> scalar(item).text())
        .containsExactly("True", "0x1F", "a\tb", "~", "5");
    assertThat(items.items())
        .extracting(item -> scalar(item).style())
        .containsExactly(
            ScalarStyle.PLAIN,
            ScalarStyle.SINGLE_QUOTED,
            ScalarStyle.DOUBLE_QUOTED,
            ScalarStyle.PLAIN,
            ScalarStyle.PLAIN);
    assertThat(scalar(items.items().get(4)).isMarkedAsText()).isTrue();
    assertThat(scalar(read("--- |\n  a\n")).style()).isEqualTo(ScalarStyle.LITERAL);
    assertThat(scalar(read("--- >-\n  a\n  b\n")).text()).isEqualTo("a b");
  }

  @Test
  void knowsWhereNodesStandBehindAnchorAndTag() throws YamlException {
    YamlMapping root = mapping(read("# é\nkey: &a !!str  text\r\nother: [1, {x: *a}]\n"));
    assertThat(placeOf(root.entries().get(0).key().span())).containsExactly(4, 7, 2, 1);
    assertThat(placeOf(root.entries().get(0).value().span())).containsExactly(19, 23, 2, 16);
    YamlSequence list = (YamlSequence) root.entries().get(1).value();
    assertThat(placeOf(list.span())).containsExactly(32, 44, 3, 8);
    assertThat(mapping(list.items().get(1)).get("x")).isSameAs(root.entries().get(0).value());
  }

  @Test
  void countsCharactersBeyondTheBasicPlane() throws YamlException {
    YamlMapping root = mapping(read("\"\uD83D\uDE00\uD83D\uDE00\": a\nb: c\n"));
    assertThat(placeOf(root.entries().get(0).value().span())).containsExactly(8, 9, 1, 9);
    assertThat(placeOf(root.entries().get(1).key().span())).containsExactly(10, 11, 2, 1);
  }

  @Test
  void readsCharactersBeyondTheBasicPlaneWhereverTheyStand() throws YamlException {
    for (int length = 0; length < 3_000; length++) {
      String text = "a".repeat(length) + "\uD83D\uDE00\uD83D\uDE00b";
      assertThat(scalar(read("'" + text + "'")).text()).isEqualTo(text);
    }
  }

  @Test
  void refusesHalvesOfCharacters() {
    for (String half : List.of("\uD83D", "\uDE00")) {
      for (int length : List.of(1, 1_022, 1_023, 1_024, 1_025, 2_047)) {
        assertThatExceptionOfType(YamlException.class)
            .isThrownBy(() -> read("a".repeat(length) + half));
        assertThatExceptionOfType(YamlException.class)
            .isThrownBy(() -> read("a".repeat(length) + half + "b".repeat(length)));
      }
    }
  }

  @Test
  void keepsDuplicateKeysAndNamesThem() throws YamlException {
    YamlMapping root = mapping(read("a: 1\nb: 2\na: 3\n"));
    assertThat(root.entries()).hasSize(3);
    assertThat(scalar(root.get("a")).text()).isEqualTo("1");
    assertThat(root.duplicates()).containsExactly(root.entries().get(2));
  }

  @Test
  void readsJson() throws YamlException {
    YamlMapping root =
        mapping(read("{\n\t\"a\":[1,\t\"\\u00e9\\/\\ud83d\\ude00\"],\n\t\"b\" : {\"c\":null}}\n"));
    YamlSequence list = (YamlSequence) root.get("a");
    assertThat(scalar(list.items().get(1)).text()).isEqualTo("é/\uD83D\uDE00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: b: c              | 1:5  | ": c"                | no ':' here; a text that holds ': ' needs quotes
          a: 'b                | 2:1  | the end of the text  | the closing quote for what begins at 1:4
          [a, b                | 2:1  | the end of the text  | ',' or ']' for what begins at 1:1
          {a: b                | 2:1  | the end of the text  | ',' or '}' for what begins at 1:1
          a: *b                | 1:4  | the alias "b"        | the name of an anchor that stands before it
          a: &b [*b]           | 1:8  | the alias "b"        | the name of an anchor that stands before it
          a: @b                | 1:4  | "@b"                 | spaces to indent, or quotes around the text
          a:¶\tb: c            | 2:1  | a tab                | spaces to indent, or quotes around the text
          a: b¶ c: d           | 2:3  | ": d"                | no ':' here; a text that holds ': ' needs quotes
          a: 1¶b               | 2:1  | "b"                  | a ':' behind the key
          "\\q"                | 1:3  | "q""               | an escape sequence of YAML, such as \\n or \\u00e9
          a: "\u0007"          | 1:5  | the character U+0007 | text without control characters
          """)
  void saysWhatIsWrongAndWhere(String text, String place, String found, String expected) {
    String yaml = text.replace('¶', '\n') + "\n";
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> YamlReader.read("dir/test.yaml", yaml))
        .withMessage("dir/test.yaml:%s: found %s, expected %s".formatted(place, found, expected));
  }

  @Test
  void holdsToItsLimits() throws YamlException {
    YamlLimits limits = new YamlLimits(100, 3, 10, 6);
    SourceText deep = SourceText.of("t", "[[[1]]]");
    assertThat(YamlReader.read(deep, limits)).hasSize(1);
    assertRejected("[[[[1]]]]", limits, "t:1:4: found lists and mappings nested deeper than 3");
    assertRejected("[" + "[".repeat(99), limits, "t:1:4: found lists and mappings nested");
    assertRejected(" ".repeat(101), limits, "t:1:1: found a text of 101 characters, expected");
    assertRejected("[1,2,3,4,5,6,7,8,9,10]", limits, "t:1:20: found more than 10 nodes");
    assertThat(YamlReader.read(SourceText.of("t", "[&a [1,2],*a,*a]"), limits)).hasSize(1);
    assertRejected("[&a [1,2],*a,*a,*a]", limits, "t:1:17: found aliases that stand for more");
  }

  @Test
  void doesNotFollowAliasesThatExplode() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 64; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> YamlReader.read("bomb", bomb.toString()))
        .withMessageContaining("aliases that stand for more than 1000000 nodes");
  }

  @Test
  void rejectsNestingOfAnyDepth() {
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> YamlReader.read("deep", "[".repeat(1_000_000)));
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> YamlReader.read("deep", "- ".repeat(100_000)));
  }

  @Test
  void decodesFilesAndNamesBytesThatAreNotText() throws YamlException {
    byte[] utf16 = "\uFEFFa: é".getBytes(StandardCharsets.UTF_16BE);
    SourceText text = SourceText.decode("t", utf16);
    assertThat(scalar(mapping(YamlReader.read(text, YamlLimits.DEFAULT).get(0)).get("a")).text())
        .isEqualTo("é");
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> SourceText.decode("t", new byte[] {'a', '\n', 'b', (byte) 0xFF, 'c'}))
        .withMessage("t:2:2: found byte 0xFF, expected text in UTF-8");
  }

  @Test
  void hashesTheBytesOfAFile() throws YamlException {
    assertThat(SourceText.decode("t", "a: b\n".getBytes(StandardCharsets.UTF_8)).sha256())
        .isEqualTo("52c9693cf3f219d51ba6af4362ee092c55fb5e6f96d6f9da13c8ede7eff8e71b");
    assertThat(SourceText.decode("t", "\uFEFFa: é".getBytes(StandardCharsets.UTF_16BE)).sha256())
        .isEqualTo("7fa4f47ac18c029dbee8db4a680d5465a7bdddf0e5d6d07b9ca94306beb9ca4e");
  }

  private static void assertRejected(String text, YamlLimits limits, String message) {
    assertThatExceptionOfType(YamlException.class)
        .isThrownBy(() -> YamlReader.read(SourceText.of("t", text), limits))
        .withMessageStartingWith(message);
  }
}
