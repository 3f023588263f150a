// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDocumentTest {

  private final JsonDocument document = new JsonDocument();
  private final Values values = new Values();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"plain\", plain",
        "\"\\\"\\\\\\/\", `\"\\/`",
        "\"\\u00e9\\u20ac\", é€",
        "\"\\uD83D\\uDE00\", 😀",
        "\"\\uD83Dx\", �x",
        "\"\\uDE00\\uD83D\", ��",
        "\"\\uD83D\\u0041\", �A",
        "\"\\uD83D\\uD83D\\uDE00\", �😀",
        "12345678901234567890123, 12345678901234567890123",
        "-0.0e+10, 0",
        "-0, 0",
        "-5, -5",
        "1e3, 1000",
        "25.50E1, 255",
        "1e-400, 0",
        "0.5, 0.5",
        "1e400, 1e400",
        "9007199254740993.5, 9007199254740994",
        "9007199254740993.0, 9007199254740992",
        "0.000000000000000000000000, 0",
        "1.00000000000000000000000001, 1",
        "-123456789012345e-5, -123456789012345e-5",
        "-12345678901234500e-2, -123456789012345",
        "1e-99999999999999, 0",
        "-9.00000000000000007, -9",
        "8.99999999999999999999, 9",
        "1e19, 1e19",
        "true, true",
        "null, null",
        "`[ 1 ,\t\"a b\\u0041\" ]`, `[1,\"a b\\u0041\"]`",
        "{ }, {}",
      })
  void givesTextAsItStandsWithoutBlanksEscapesAndDisguises(String json, String text)
      throws JsonSyntaxException {
    parse(json);
    document.addText(JsonDocument.ROOT, values);
    assertThat(values.stringAt(0)).isEqualTo(text);
  }

  @Test
  void takesNullForNothingAndOnlyArraysForLists() throws JsonSyntaxException {
    parse("{\"none\":null,\"zero\":0,\"list\":[7],\"empty\":[],\"object\":{\"a\":1}}");
    assertThat(document.present(member("none"))).isEqualTo(JsonDocument.NONE);
    assertThat(document.present(JsonDocument.NONE)).isEqualTo(JsonDocument.NONE);
    assertThat(document.present(member("zero"))).isEqualTo(member("zero"));
    assertThat(document.firstElement(member("list"))).isNotEqualTo(JsonDocument.NONE);
    for (String other : new String[] {"empty", "object", "zero", "none", "missing"}) {
      assertThat(document.firstElement(member(other))).isEqualTo(JsonDocument.NONE);
    }
  }

  private int member(String name) {
    return document.find(JsonPointer.ofMembers(name));
  }

  @Test
  void keepsNulBytesOfEscapes() throws JsonSyntaxException {
    parse("\"a\\u0000b\"");
    document.addText(JsonDocument.ROOT, values);
    assertThat(values.stringAt(0)).isEqualTo("a\0b");
  }

  @Test
  void keepsBytesThatAreNotUtf8() throws JsonSyntaxException {
    byte[] text = {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, (byte) 0xC3, '"', '}'};
    document.parse(text);
    document.addText(document.find(JsonPointer.parse("/a")), values);
    assertThat(values.lengthAt(0)).isEqualTo(2);
    assertThat(values.arrayAt(0)[values.offsetAt(0)]).isEqualTo((byte) 0xFF);
    assertThat(values.stringAt(0)).isEqualTo("\uFFFD\uFFFD");
  }

  @Test
  void leavesTextInPlaceWhereItCan() throws JsonSyntaxException {
    parse("{\"a\":\"text\",\"b\":[1,{\"c\":\" \"}],\"d\":[1, 2]}");
    for (String key : new String[] {"a", "b"}) {
      values.clear();
      document.addText(document.find(JsonPointer.parse(key)), values);
      assertThat(values.arrayAt(0)).isSameAs(document.bytes());
    }
    values.clear();
    document.addText(document.find(JsonPointer.parse("d")), values);
    assertThat(values.stringAt(0)).isEqualTo("[1,2]");
  }

  @Test
  void indentsByTwoSpaces() throws JsonSyntaxException {
    parse("{\"a\": {\"b\":[1,[ ],{ },\"{\\u0041,\"]},\"c\" :null}");
    document.addPrettyText(JsonDocument.ROOT, values);
    assertThat(values.stringAt(0))
        .isEqualTo(
            """
            {
              "a": {
                "b": [
                  1,
                  [],
                  {},
                  "{\\u0041,"
                ]
              },
              "c": null
            }\
            """);
  }

  @Test
  void doesNotLetIndentationOutgrowMemory() throws JsonSyntaxException {
    int depth = 900;
    parse("[".repeat(depth) + "1,".repeat(5000) + "1" + "]".repeat(depth));
    document.addPrettyText(JsonDocument.ROOT, values);
    assertThat(values.lengthAt(0)).isEqualTo(2 * depth + 2 * 5000 + 1);
  }

  @Test
  void saysNothingOfNoValue() throws JsonSyntaxException {
    parse("{\"a\":1}");
    int none = document.find(JsonPointer.parse("/b"));
    assertThat(none).isEqualTo(JsonDocument.NONE);
    document.addText(none, values);
    document.addPrettyText(none, values);
    assertThat(values.isPresent()).isFalse();
    assertThat(document.firstChild(none)).isEqualTo(JsonDocument.NONE);
    assertThat(document.member(none, new byte[0])).isEqualTo(JsonDocument.NONE);
    assertThat(document.element(none, 0)).isEqualTo(JsonDocument.NONE);
    assertThat(document.find(none, JsonPointer.parse("/a"))).isEqualTo(JsonDocument.NONE);
    assertThat(document.isObject(none)).isFalse();
    assertThat(document.stringEquals(none, new byte[0])).isFalse();
  }

  @Test
  void nodesStayWhileOthersAreLookedAt() throws JsonSyntaxException {
    String list = IntStream.range(0, 5000).mapToObj(i -> "[" + i + "]").toList().toString();
    parse("{\"a\":[[1]],\"b\":" + list + "}");
    int a = document.find(JsonPointer.parse("/a/0/0"));
    int b = document.find(JsonPointer.parse("/b/4999/0"));
    document.addText(a, values);
    document.addText(b, values);
    assertThat(values.stringAt(0)).isEqualTo("1");
    assertThat(values.stringAt(1)).isEqualTo("4999");
    assertThat(document.size(document.find(JsonPointer.parse("/b")))).isEqualTo(5000);
  }

  @Test
  void theLastOfEqualKeysCountsAtEveryLevel() throws JsonSyntaxException {
    parse(
        """
        {"a":1,"b":{"c":{"d":1,"e":2},"c":{"d":3}},"\\u0061":2,
         "list":[{"n":"x","n":"y"}],"list":[{"n":"first","\\u006e":"last"}],"b":null,
         "b":{"c":4,"c":[5,{"f":6,"f":7}]}}
        """);
    assertThat(text("/a")).isEqualTo("2");
    assertThat(text("/b/c/0")).isEqualTo("5");
    assertThat(text("/b/c/1/f")).isEqualTo("7");
    assertThat(text("/list/0/n")).isEqualTo("last");
    assertThat(document.find(JsonPointer.parse("/b/c/d"))).isEqualTo(JsonDocument.NONE);
  }

  @Test
  void tellsWhichMembersCountOnAWalk() throws JsonSyntaxException {
    parse("{\"o\":{\"a\":1,\"b\":2,\"\\u0061\":3,\"c\":4}}");
    List<Boolean> overridden = new ArrayList<>();
    for (int member = document.firstChild(document.find(JsonPointer.parse("/o")));
        member != JsonDocument.NONE;
        member = document.next(member)) {
      overridden.add(document.isOverridden(member));
    }
    assertThat(overridden).containsExactly(true, false, false, false);
  }

  @Test
  void nestsUpToTheLimit() throws JsonSyntaxException {
    int depth = JsonDocument.MAX_DEPTH;
    parse("[".repeat(depth) + "]".repeat(depth));
    assertThat(document.size(JsonDocument.ROOT)).isEqualTo(1);
    for (int tooDeep : new int[] {depth + 1, 20_000, 3_000_000}) {
      assertThatThrownBy(() -> parse("[".repeat(tooDeep) + "]".repeat(tooDeep)))
          .isInstanceOfSatisfying(
              JsonSyntaxException.class, e -> assertThat(e.offset()).isEqualTo(depth))
          .hasMessage("nested deeper than 10240 levels");
      assertThatThrownBy(() -> parse("{\"a\":".repeat(tooDeep)))
          .hasMessage("nested deeper than 10240 levels");
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, the text ends within a JSON value, 0",
        "{\"a\", the text ends within a JSON value, 4",
        "{\"a\":\"\\u12, the text ends within a JSON value, 10",
        "tru, the text ends within a JSON value, 3",
        "tr1, expected a value, 2",
        "{1}, expected a key, 1",
        "`{\"a\":1,}`, expected a key, 7",
        "`[1,]`, expected a value, 3",
        "{\"a\" 1}, expected ':' after a key, 5",
        "`[1 2]`, `expected ',' or ']'`, 3",
        "{\"a\":1], `expected ',' or '}'`, 6",
        "{\"a\":.5}, expected a value, 5",
        "`[1.]`, expected a digit, 3",
        "`[1e+]`, expected a digit, 4",
        "`[-]`, expected a digit, 2",
        "`[01]`, `expected ',' or ']'`, 2",
        "\"\\x\", not an escape sequence, 1",
        "\"\\u12g4\", not an escape sequence, 1",
        "1 2, more text behind the JSON value, 2",
      })
  void saysWhatIsWrongAndWhere(String json, String message, int offset) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOfSatisfying(
            JsonSyntaxException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessage(message);
  }

  @Test
  void refusesControlCharactersInStrings() {
    for (char control = 0; control < ' '; control++) {
      String text = "[\"12345678" + control + "\"]";
      assertThatThrownBy(() -> parse(text))
          .isInstanceOfSatisfying(
              JsonSyntaxException.class, e -> assertThat(e.offset()).isEqualTo(10))
          .hasMessage("a control character in a string");
    }
  }

  private String text(String pointer) {
    values.clear();
    document.addText(document.find(JsonPointer.parse(pointer)), values);
    return values.stringAt(0);
  }

  private void parse(String json) throws JsonSyntaxException {
    values.clear();
    document.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
