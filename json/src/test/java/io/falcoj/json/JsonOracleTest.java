// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The document against Jackson: what is JSON, and what it says, over random texts. */
class JsonOracleTest {

  private static final int TEXTS = 30_000;
  private static final Pattern SURROGATE = Pattern.compile("\\\\u[dD][89a-fA-F]");

  private final JsonFactory jackson = new JsonFactory();
  private final JsonDocument document = new JsonDocument();
  private final Values values = new Values();

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122})
  void agreesWithJacksonOnRandomTexts(long seed) {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < TEXTS; i++) {
      String valid = random.next();
      assertAgrees(valid, seed);
      assertAgrees(random.damaged(valid), seed);
      assertAgrees(random.damaged(random.damaged(valid)), seed);
    }
  }

  private void assertAgrees(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> expected = tokensOfJackson(bytes);
    List<String> actual = tokensOfDocument(bytes);
    if (expected.isEmpty() && SURROGATE.matcher(text).find()) {
      // Jackson takes half a pair for an error; an audit event is worth more than a character.
      return;
    }
    assertThat(actual).as("seed %d: %s", seed, text).isEqualTo(expected);
    if (!expected.isEmpty() && document.kind(JsonDocument.ROOT).isContainer()) {
      assertThat(tokensOfJackson(textOf(JsonDocument.ROOT, false)))
          .as("compact, seed %d: %s", seed, text)
          .isEqualTo(expected);
      assertThat(tokensOfJackson(textOf(JsonDocument.ROOT, true)))
          .as("indented, seed %d: %s", seed, text)
          .isEqualTo(expected);
      assertFindsEveryChild(JsonDocument.ROOT, text);
    }
  }

  /** Looks every child up by key or index; the last of equal keys counts. */
  private void assertFindsEveryChild(int node, String text) {
    Map<String, Integer> lastOfKeys = new HashMap<>();
    boolean object = document.isObject(node);
    int index = 0;
    for (int child = document.firstChild(node);
        child != JsonDocument.NONE;
        child = document.next(child), index++) {
      if (object) {
        byte[] key = keyOf(child);
        String name = new String(key, StandardCharsets.UTF_8);
        assertThat(document.keyEquals(child, key)).as(text).isTrue();
        lastOfKeys.put(name, child);
        assertThat(document.element(node, index)).isEqualTo(JsonDocument.NONE);
      } else {
        assertThat(document.element(node, index)).as(text).isEqualTo(child);
        assertThat(document.member(node, new byte[] {'0'})).isEqualTo(JsonDocument.NONE);
      }
      if (document.isString(child)) {
        values.clear();
        document.addText(child, values);
        assertThat(document.stringEquals(child, valueBytes())).as(text).isTrue();
      }
      assertFindsEveryChild(child, text);
    }
    lastOfKeys.forEach(
        (name, child) ->
            assertThat(document.member(node, name.getBytes(StandardCharsets.UTF_8)))
                .as("%s in %s", name, text)
                .isEqualTo(child));
    assertThat(document.size(node)).isEqualTo(index);
  }

  private List<String> tokensOfDocument(byte[] text) {
    List<String> tokens = new ArrayList<>();
    try {
      document.parse(text);
    } catch (JsonSyntaxException e) {
      assertThat(e.offset()).isBetween(0, text.length);
      return tokens;
    }
    addTokens(JsonDocument.ROOT, tokens);
    return tokens;
  }

  private void addTokens(int node, List<String> tokens) {
    JsonKind kind = document.kind(node);
    if (!kind.isContainer()) {
      tokens.add(kind + " " + new String(textOf(node, false), StandardCharsets.UTF_8));
      return;
    }
    tokens.add(kind.toString());
    for (int child = document.firstChild(node);
        child != JsonDocument.NONE;
        child = document.next(child)) {
      if (kind == JsonKind.OBJECT) {
        tokens.add("KEY " + new String(keyOf(child), StandardCharsets.UTF_8));
      }
      addTokens(child, tokens);
    }
    tokens.add("END");
  }

  /** Empty if it is not exactly one JSON value. */
  private List<String> tokensOfJackson(byte[] text) {
    List<String> tokens = new ArrayList<>();
    try (JsonParser parser = jackson.createParser(ObjectReadContext.empty(), text)) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (depth == 0 && !tokens.isEmpty()) {
          return List.of();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        tokens.add(tokenOf(parser, token));
      }
      return tokens;
    } catch (JacksonException e) {
      return List.of();
    }
  }

  private static String tokenOf(JsonParser parser, JsonToken token) {
    switch (token) {
      case START_OBJECT:
        return "OBJECT";
      case START_ARRAY:
        return "ARRAY";
      case END_OBJECT, END_ARRAY:
        return "END";
      case PROPERTY_NAME:
        return "KEY " + withoutLoneSurrogates(parser.currentName());
      case VALUE_STRING:
        return "STRING " + withoutLoneSurrogates(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
        return "NUMBER " + GoJson.number(parser.getString());
      case VALUE_TRUE:
        return "TRUE true";
      case VALUE_FALSE:
        return "FALSE false";
      default:
        return "NULL null";
    }
  }

  private static String withoutLoneSurrogates(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private byte[] textOf(int node, boolean indented) {
    values.clear();
    if (indented) {
      document.addPrettyText(node, values);
    } else {
      document.addText(node, values);
    }
    return valueBytes();
  }

  private byte[] keyOf(int node) {
    values.clear();
    document.addKey(node, values);
    return valueBytes();
  }

  private byte[] valueBytes() {
    int from = values.offsetAt(0);
    return Arrays.copyOfRange(values.arrayAt(0), from, from + values.lengthAt(0));
  }
}
