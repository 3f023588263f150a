// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

/** What the YAML parser stumbles over, and what a writer should have written instead. */
enum YamlProblem {
  KEY_WITHOUT_COLON("could not find expected ':'", "a ':' behind the key", Place.BEGINNING),
  VALUE_IN_WRONG_PLACE(
      "mapping values are not allowed", "no ':' here; a text that holds ': ' needs quotes"),
  KEY_IN_WRONG_PLACE("mapping keys are not allowed", "no key here"),
  ITEM_IN_WRONG_PLACE("sequence entries are not allowed", "the list item in a line of its own"),
  NOT_A_TOKEN("cannot start any token", "spaces to indent, or quotes around the text"),
  OPEN_QUOTE("unexpected end of stream", "the closing quote", Place.BOTH),
  OPEN_QUOTE_AT_SEPARATOR("unexpected document separator", "the closing quote", Place.BOTH),
  OPEN_LIST("expected ',' or ']'", "',' or ']'", Place.BOTH),
  OPEN_MAPPING("expected ',' or '}'", "',' or '}'", Place.BOTH),
  WRONG_INDENT("expected <block end>", "a key or list item that is indented as those before it"),
  ESCAPE("escape", "an escape sequence of YAML, such as \\n or \\u00e9"),
  HEXADECIMAL("hexadecimal", "hexadecimal digits"),
  DOCUMENT("<document start>", "'---' before a further document"),
  TAG_HANDLE("tag handle", "a tag that is declared"),
  BLOCK_INDICATOR("indentation indicator", "an indentation between 1 and 9"),
  BLOCK_HEADER("chomping", "'+', '-', or the end of the line"),
  COMMENT_OR_BREAK("comment or a line break", "the end of the line"),
  NODE("expected the node content", "a value"),
  NAME("alphabetic or numeric", "a name"),
  INDENT("blank line with spaces", "a first line that is indented as deep as the blank ones"),
  OTHER("", "YAML");

  /** Which place helps: where the parser gave up, or where what it was reading begins. */
  enum Place {
    END,
    BEGINNING,
    BOTH
  }

  private final String sign;
  private final String expectation;
  private final Place place;

  YamlProblem(String sign, String expectation) {
    this(sign, expectation, Place.END);
  }

  YamlProblem(String sign, String expectation, Place place) {
    this.sign = sign;
    this.expectation = expectation;
    this.place = place;
  }

  /** The problem that the parser's sentence reports. */
  static YamlProblem of(String report) {
    for (YamlProblem problem : values()) {
      if (report.contains(problem.sign)) {
        return problem;
      }
    }
    return OTHER;
  }

  /** What should stand there. */
  String expectation() {
    return expectation;
  }

  Place place() {
    return place;
  }
}
