// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.falcoj.engine.compile.ConditionCompileException;
import io.falcoj.engine.testing.Conditions;
import io.falcoj.engine.testing.TableEvent;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every transformer: what it makes of values, of absent ones, and what it refuses. */
class TransformersTest {

  private static final String[] MATCHES = {
    "tolower(a.text) = cat | CAT",
    "tolower(a.text) = \"é1_{\" | é1_{",
    "toupper(a.text) = CAT | cat",
    "toupper(a.text) = \"@[`{É\" | @[`{É",
    "b64(a.text) = hello | aGVsbG8=",
    "b64(a.text) = hello | aGVsbG8",
    "b64(a.text) = hell | aGVsbA==",
    "b64(a.text) = \"\" | ",
    "basename(a.text) = cat | /usr/bin/cat",
    "basename(a.text) = cat | cat",
    "basename(a.text) = \"\" | /usr/bin/",
    "len(a.text) = 3 | cat",
    "len(a.text) = 2 | é",
    "len(a.text) = 0 | ",
    "toupper(basename(a.text)) = CAT | /usr/bin/cat",
    "len(tolower(a.text)) = 3 | CAT",
    "concat(a.text, \"-\", b.text) = \"cat-dog\" | cat",
    "concat(a.text, tolower(\"ING\")) = sitting | sitt",
    "join(\"-\", (a.text, b.text)) = \"cat-dog\" | cat",
    "join(a.text, (\"1\", \"2\", \"3\")) = 1x2x3 | x",
    "join(\",\", (a.text, one.int64, one.uint64, one.bool)) = \"cat,-7,18446744073709551615,true\""
        + " | cat",
    "join(\"-\", ()) = \"\" | cat",
    "len(join(\"\", (a.text, b.text))) = 6 | cat",
    "join(\"+\", list.uint64) = \"1+2+3\" | cat",
    "join(\"+\", json.list) = \"x+<NA>+y\" | cat",
    "len(list.uint64) = 3 | cat",
    "len(json.list) = 3 | cat",
    "tolower(json.list) intersects (x) | cat",
    "len((a.text, b.text)) = 2 | cat",
    "(\"ca\" , \"t\") exists | cat",
  };

  private static TableEvent event(String text) {
    return new TableEvent()
        .texts("a.text", text)
        .texts("b.text", "dog")
        .numbers("one.int64", -7)
        .numbers("one.uint64", -1)
        .numbers("one.bool", 1)
        .numbers("list.uint64", 1, 2, 3)
        .texts("json.list", "x", null, "y");
  }

  @Test
  void transformsAsTheTableSays() {
    for (String line : MATCHES) {
      String[] columns = line.split(" \\|");
      String condition = columns[0].strip();
      if (!condition.startsWith("(")) {
        assertThat(Conditions.matches(condition, event(columns[1].strip()))).as(line).isTrue();
      }
    }
  }

  @Test
  void everyTransformerHasACase() {
    Set<String> names = new TreeSet<>();
    for (Transformer transformer : StandardTransformers.all()) {
      names.add(transformer.name());
    }
    for (String line : MATCHES) {
      names.removeIf(name -> line.contains(name + "("));
    }
    assertThat(names).containsExactly("getopt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tolower(a.text) exists",
        "len(a.text) exists",
        "b64(a.text) exists",
        "basename(a.text) exists",
        "concat(a.text, b.text) exists",
        "join(a.text, (\"x\", \"y\")) exists",
        "join(\",\", (a.text, \"y\")) exists",
        "len(json.list) exists",
        "getopt(json.list, \"a\") exists",
      })
  void resultIsAbsentIfAnArgumentIs(String condition) {
    assertThat(Conditions.matches(condition, new TableEvent().texts("b.text", "x"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b64(one.bytebuf) = hello",
        "b64(one.bytebuf) endswith lo",
        "len(b64(one.bytebuf)) = 5",
      })
  void bytesFromBase64EndWhereTheyEnd(String condition) {
    assertThat(Conditions.matches(condition, new TableEvent().texts("one.bytebuf", "aGVsbG8=")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"aGVsbG8*", "a", "aGVsbG9", "aGVsbG8===", "=", "=="})
  void whatIsNotBase64GivesAnAbsentResult(String text) {
    assertThat(Conditions.matches("b64(a.text) exists", event(text))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-a | getopt(list.charbuf, \"ab:\") intersects (a) | true",
        "-b x | getopt(list.charbuf, \"ab:\") intersects (x) | true",
        "-b x | getopt(list.charbuf, \"ab:\")[b] = x | true",
        "-bx | getopt(list.charbuf, \"ab:\")[b] = x | true",
        "-ab x | getopt(list.charbuf, \"ab:\")[b] = x | true",
        "-b x -b y | getopt(list.charbuf, \"ab:\")[b] = y | true",
        "-b | getopt(list.charbuf, \"ab:\")[b] = \"\" | true",
        "-b | getopt(list.charbuf, \"ab:\")[b] exists | true",
        "-a | getopt(list.charbuf, \"ab:\")[a] = a | true",
        "-a | getopt(list.charbuf, \"ab:\")[b] exists | false",
        "-z | getopt(list.charbuf, \"ab:\") in (\"?\") | true",
        "-z | getopt(list.charbuf, \"ab:\")[z] exists | false",
        "--all -a | getopt(list.charbuf, \"ab:\")[a] exists | true",
        "-- -a | getopt(list.charbuf, \"ab:\")[a] exists | false",
        "x -a | getopt(list.charbuf, \"ab:\")[a] exists | false",
        "- -a | getopt(list.charbuf, \"ab:\")[a] exists | false",
        "-b -a | getopt(list.charbuf, \"ab:\")[a] exists | false",
        "-ax | getopt(list.charbuf, \":ax:\") in (a, \"\") | true",
        "x | len(getopt(list.charbuf, \"a\")) = 0 | true",
        "-ab x | len(getopt(list.charbuf, \"ab:\")) = 3 | true",
      })
  void getoptReadsShortOptions(String words, String condition, boolean matches) {
    TableEvent event = new TableEvent().texts("list.charbuf", words.split(" "));
    assertThat(Conditions.matches(condition, event)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toupper(one.bytebuf) = a | can't add field transformer: type 'BYTEBUF' is not supported by"
            + " 'toupper' transformer applied on field 'one.bytebuf'",
        "tolower(list.uint64) = a | can't add field transformer: type 'UINT64' is not supported by"
            + " 'tolower' transformer applied on list field 'list.uint64'",
        "len(one.uint64) = 1 | can't add field transformer: type 'UINT64' is not supported by 'len'"
            + " transformer applied on field 'one.uint64'",
        "tolower(len(a.text)) = 1 | can't add field transformer: type 'UINT64' is not supported by"
            + " 'tolower' transformer applied on field 'a.text'",
        "b64(one.fspath) = a | can't add field transformer: type 'FSPATH' is not supported by 'b64'"
            + " transformer applied on field 'one.fspath'",
        "basename(one.pid) = a | can't add field transformer: type 'PID' is not supported by"
            + " 'basename' transformer applied on field 'one.pid'",
        "tolower(plain.text) = a | field 'plain.text' does not support transformers",
        "tolower(a.text)[x] = a"
            + " | filter error: transformer 'tolower' does not support field arguments",
        "a.text = val(b.text)[x]"
            + " | filter error: transformer 'val' does not support field arguments",
        "tolower(a.text, b.text) = a | unknown multivalue transformer",
        "join(a.text) = a | unknown field transfomer 'join'",
        "join(\",\", a.text) = a | join() second argument must be a list",
        "join((\"a\", \"b\"), (\"c\", \"d\")) = a"
            + " | join() first argument (separator) must be a single value, not a list",
        "join(\",\", json.list, a.text) = a"
            + " | join() requires exactly 2 arguments: separator and list",
        "join(\",\", json.list)[x] = a | transformer 'join' does not support field arguments",
        "concat(a.text, one.uint64) = a | concat() arguments must be strings",
        "concat(a.text, json.list) = a | concat() arguments must be strings",
        "getopt(a.text, \"a\") in (a) | getopt() first argument must be a list",
        "getopt(json.list, (\"a\", \"b\")) in (a)"
            + " | getopt() second argument (optstring) must be a single value",
        "getopt(list.uint64, \"a\") in (a) | getopt() arguments must be strings",
        "getopt(json.list, \"a\", \"b\") in (a)"
            + " | getopt() requires exactly 2 arguments: args list and optstring",
        "getopt(json.list, \"a\")[ab] = a"
            + " | getopt() field argument must be a single option character",
        "join(\",\", (a.text, one.ipaddr)) = a"
            + " | field 'one.ipaddr' of type 'IPADDR' cannot be in a list",
      })
  void refusesWhatItDoesNotTake(String condition, String message) {
    assertThatExceptionOfType(ConditionCompileException.class)
        .as(condition)
        .isThrownBy(() -> Conditions.compile(condition))
        .withMessage(message);
  }
}
