// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPointerTest {

  /** The example of RFC 6901, with some more. */
  private static final String TEXT =
      "{\"foo\":[\"bar\",\"baz\",[[],[7]]],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\""
          + " \":7,\"m~n\":8,\"0\":{\"0\":9,\"\":{\"x\":10}},"
          + "\"\\u00e9\":11,\"twice\":12,\"twice\":13,\"deep\":{\"twice\":14,\"twice\":15},\"~1\":16}";

  @ParameterizedTest
  @CsvSource({
    "/foo/0, bar",
    "/foo/2/1/0, 7",
    "/foo/2/0, []",
    "/, 0",
    "/a~1b, 1",
    "/c%d, 2",
    "/e^f, 3",
    "/g|h, 4",
    "/i\\j, 5",
    "'/k\"l', 6",
    "'/ ', 7",
    "/m~0n, 8",
    "/0/0, 9",
    "/0//x, 10",
    "/é, 11",
    "/twice, 13",
    "/deep/twice, 15",
    "/~01, 16",
    "foo/1, baz",
  })
  void findsTheValue(String pointer, String text) {
    assertThat(find(TEXT, pointer)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "/foo/3",
    "/foo/-",
    "/foo/01",
    "/foo/+1",
    "/foo/1.0",
    "/foo/0/0",
    "/foo/99999999999",
    "/fo",
    "/fooo",
    "//x",
    "/0/0/0",
    "/foo/x",
    "/deep/twice/x",
    "/k\"l\":6,"
  })
  void findsNothing(String pointer) {
    assertThat(find(TEXT, pointer)).isNull();
  }

  @Test
  void theEmptyPointerIsTheWholeDocument() {
    assertThat(find("[1, 2]", "")).isEqualTo("[1,2]");
    assertThat(find("7", "")).isEqualTo("7");
    assertThat(find("[[1], 2]", "/0/0")).isEqualTo("1");
  }

  @Test
  void membersAreTakenLiterally() throws JsonSyntaxException {
    JsonDocument document = new JsonDocument();
    document.parse("{\"a/b\":{\"~0\":true}}".getBytes(StandardCharsets.UTF_8));
    assertThat(document.isTrue(document.find(JsonPointer.ofMembers("a/b", "~0")))).isTrue();
  }

  @Test
  void refusesATildeThatEscapesNothing() {
    assertThatThrownBy(() -> JsonPointer.parse("/a~2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("~0");
    assertThatThrownBy(() -> JsonPointer.parse("/a~")).hasMessageContaining("~0");
  }

  @Test
  void hasLimits() {
    JsonPointer.parse("/a".repeat(JsonPointer.MAX_STEPS));
    assertThatThrownBy(() -> JsonPointer.parse("/a".repeat(JsonPointer.MAX_STEPS + 1)))
        .hasMessageContaining("at most 128 steps");
    JsonPointer.parse("a".repeat(JsonPointer.MAX_LENGTH));
    assertThatThrownBy(() -> JsonPointer.parse("a".repeat(JsonPointer.MAX_LENGTH + 1)))
        .hasMessageContaining("at most 4096 characters");
  }

  private static @Nullable String find(String text, String pointer) {
    JsonDocument document = new JsonDocument();
    try {
      document.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonSyntaxException e) {
      throw new IllegalStateException(e);
    }
    int node = document.find(JsonPointer.parse(pointer));
    if (node == JsonDocument.NONE) {
      return null;
    }
    Values values = new Values();
    document.addText(node, values);
    return values.stringAt(0);
  }
}
