// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.falcoj.engine.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The document against the rules of Go's reader, by which Kubernetes takes what the audit log shows:
 * over random texts with equal keys, keys that differ by case only, halves of surrogate pairs, bytes
 * that are not UTF-8, numbers of any form, control characters, text behind the value. Where they
 * differ stands in docs/differences.md.
 */
class GoJsonTest {

  private static final int TEXTS = 40_000;

  private static final String[] KEYS = {
    "spec", "Spec", "SPEC", "a", "A", "", "containers", "kind", "\\ud800", "\\uDC00x", "k\u00c3\u00a9"
  };
  private static final String[] TEXTS_INSIDE = {
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ud83d\\u0041",
    "\\ude00\\ud83d",
    "\\u0000",
    "\u00ff",
    "\u00e2\u0082",
    "\u00ed\u00a0\u0080",
    "\u00f0\u009f\u0098\u0080",
    "\\\"",
    "\\/",
    "<&>",
    "x"
  };
  private static final String[] NUMBERS = {
    "0", "-0", "0.0", "0e0", "1e400", "-1e400", "1e-400", "1e3", "1.5", "12345678901234567890123", "7"
  };
  private static final String[] DAMAGES = {
    "\u0000", "\u0001", "\u001f", "\u007f", "\u00ef\u00bb\u00bf", "01", "+1", "NaN", "'", "\\x", "}", "\"", "//", ","
  };

  private final JsonDocument document = new JsonDocument();
  private final Values values = new Values();

  @ParameterizedTest
  @ValueSource(longs = {1, 20261130})
  void takesWhatGoTakesAndFindsWhatGoFinds(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      value(random, 0, text);
      if (random.nextInt(3) == 0) {
        text.insert(random.nextInt(text.length() + 1), one(random, DAMAGES));
      }
      assertAgrees(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void readsDeeperThanGo() throws Exception {
    int depth = 10_000;
    String deep = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    document.parse(("[[[" + deep + "]]]").getBytes(StandardCharsets.UTF_8));
    assertThat(document.size(JsonDocument.ROOT)).isEqualTo(1);
  }

  @Test
  void aKeyOfBytesThatAreNotUtf8KeepsThem() throws Exception {
    byte[] text = "{\"k\u00ff\":1}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(GoJson.read(text)).isEqualTo(Map.of("k\uFFFD", new GoJson.Number("1")));
    document.parse(text);
    assertThat(document.member(JsonDocument.ROOT, new byte[] {'k', (byte) 0xFF}))
        .isNotEqualTo(JsonDocument.NONE);
  }

  private void assertAgrees(byte[] text) {
    String shown = new String(text, StandardCharsets.ISO_8859_1);
    Object expected;
    try {
      expected = GoJson.read(text);
    } catch (GoJson.RefusedException e) {
      assertThatThrownBy(() -> document.parse(text))
          .as(shown)
          .isInstanceOf(JsonSyntaxException.class);
      return;
    }
    try {
      document.parse(text);
    } catch (JsonSyntaxException e) {
      throw new AssertionError("not taken: " + shown, e);
    }
    assertSame(JsonDocument.ROOT, expected, shown);
  }

  private void assertSame(int node, @Nullable Object expected, String text) {
    assertThat(node).as(text).isNotEqualTo(JsonDocument.NONE);
    if (expected instanceof Map<?, ?> members) {
      assertThat(document.isObject(node)).as(text).isTrue();
      for (String key : KEYS) {
        String name = key.startsWith("\\u") ? "\uFFFD" + key.substring(6) : utf8(key);
        int found = document.member(node, name.getBytes(StandardCharsets.UTF_8));
        if (members.containsKey(name)) {
          assertSame(found, members.get(name), text);
        } else {
          assertThat(found).as("%s in %s", name, text).isEqualTo(JsonDocument.NONE);
        }
      }
    } else if (expected instanceof List<?> elements) {
      assertThat(document.isArray(node)).as(text).isTrue();
      assertThat(document.size(node)).isEqualTo(elements.size());
      for (int i = 0; i < elements.size(); i++) {
        assertSame(document.element(node, i), elements.get(i), text);
      }
    } else if (expected instanceof String string) {
      assertThat(document.isString(node)).as(text).isTrue();
      assertThat(textOf(node)).as(text).isEqualTo(string);
    } else if (expected instanceof GoJson.Number number) {
      assertThat(document.kind(node)).as(text).isEqualTo(JsonKind.NUMBER);
      assertThat(textOf(node)).as(text).isEqualTo(number.text());
    } else {
      assertThat(textOf(node)).as(text).isEqualTo(String.valueOf(expected));
    }
  }

  private String textOf(int node) {
    values.clear();
    document.addText(node, values);
    return values.stringAt(0);
  }

  private static void value(Random random, int depth, StringBuilder out) {
    switch (random.nextInt(depth > 3 ? 4 : 8)) {
      case 0 -> out.append(one(random, NUMBERS));
      case 1 -> out.append(random.nextBoolean());
      case 2 -> out.append("null");
      case 3 -> {
        out.append('"');
        for (int i = random.nextInt(4); i > 0; i--) {
          out.append(one(random, TEXTS_INSIDE));
        }
        out.append('"');
      }
      case 4 -> {
        out.append('[');
        for (int i = random.nextInt(3); i > 0; i--) {
          value(random, depth + 1, out);
          out.append(i == 1 ? "" : " ,");
        }
        out.append(']');
      }
      default -> {
        out.append("{ ");
        for (int i = random.nextInt(6); i > 0; i--) {
          key(random, out);
          value(random, depth + 1, out);
          out.append(i == 1 ? "" : ",\n");
        }
        out.append('}');
      }
    }
  }

  private static void key(Random random, StringBuilder out) {
    String key = one(random, KEYS);
    if (random.nextInt(4) == 0 && !key.isEmpty() && key.charAt(0) != '\\') {
      key = String.format("\\u%04x", (int) key.charAt(0)) + key.substring(1);
    }
    out.append('"').append(key).append("\" : ");
  }

  private static String one(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
