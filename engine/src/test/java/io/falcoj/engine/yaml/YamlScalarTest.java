// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.falcoj.grammar.Span;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarTest {

  private static YamlScalar scalar(ScalarStyle style, String text) {
    return new YamlScalar(text, style, null, Span.START, SourceText.of("t", text));
  }

  private static YamlScalar plain(String text) {
    return scalar(ScalarStyle.PLAIN, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
  void readsTrue(String text) {
    assertThat(plain(text).toBoolean()).contains(true);
    assertThat(scalar(ScalarStyle.SINGLE_QUOTED, text).toBoolean()).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "OFF"})
  void readsFalse(String text) {
    assertThat(plain(text).toBoolean()).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0", "tRue", "yEs", "truE", "t", "ye", " true", "\u0130", "~"})
  void readsNoBoolean(String text) {
    assertThat(plain(text).toBoolean()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "17,17",
    "-17,-17",
    "+17,17",
    "017,15",
    "0o17,15",
    "-017,-15",
    "0x1F,31",
    "0X1f,31",
    "0b101,5",
    "1_000,1000",
    "00,0",
    "18446744073709551615,18446744073709551615",
    "-9223372036854775808,-9223372036854775808",
    "+9223372036854775807,9223372036854775807",
  })
  void readsWholeNumbers(String text, BigInteger value) {
    assertThat(plain(text).toInteger()).contains(value);
    assertThat(plain(text).isFloat()).isFalse();
    assertThat(scalar(ScalarStyle.DOUBLE_QUOTED, text).toInteger()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5",
        "-1.5",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "-.5e+10",
        ".inf",
        "-.Inf",
        "+.INF",
        ".nan",
        "08",
        "18446744073709551616",
        "-9223372036854775809",
        "+9223372036854775808",
        "1_0.5"
      })
  void readsOtherNumbers(String text) {
    assertThat(plain(text).isFloat()).isTrue();
    assertThat(plain(text).toInteger()).isEmpty();
    assertThat(scalar(ScalarStyle.LITERAL, text).isFloat()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "-",
        "+",
        "_1",
        "_1.5",
        "0x",
        "0xG",
        "0b2",
        "1a",
        "1.5.5",
        "--1",
        "1:30",
        "e3",
        "\u0661",
        "0x-1",
        "2026-11-22",
        "."
      })
  void readsNoNumber(String text) {
    assertThat(plain(text).toInteger()).isEmpty();
    assertThat(plain(text).isFloat()).isFalse();
  }

  @Test
  void nothingIsNullUnlessItIsMarkedAsText() {
    for (String text : new String[] {"", "~", "null", "Null", "NULL"}) {
      assertThat(plain(text).isNull()).isTrue();
      assertThat(scalar(ScalarStyle.SINGLE_QUOTED, text).isNull()).isFalse();
    }
    assertThat(plain("nUll").isNull()).isFalse();
  }

  @Test
  void describesItselfWithoutControlCharacters() {
    assertThat(plain("a\u001b[31m\n\u202e\ud800").describe())
        .isEqualTo("\"a\\u001b[31m\\n\\u202e\\ud800\"");
    assertThat(plain("x".repeat(100)).describe()).isEqualTo("\"" + "x".repeat(40) + "\"...");
    assertThat(plain("").describe()).isEqualTo("nothing");
  }
}
