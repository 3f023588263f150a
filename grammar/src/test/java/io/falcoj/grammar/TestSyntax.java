// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

import java.util.List;

/** The words of Falco's language, as the tests of the parser know them. */
final class TestSyntax {

  static final ConditionSyntax SYNTAX =
      new ConditionSyntax(
          List.of("exists"),
          List.of("<=", "<", ">=", ">"),
          List.of(
              "==",
              "=",
              "!=",
              "glob",
              "iglob",
              "contains",
              "icontains",
              "bcontains",
              "startswith",
              "bstartswith",
              "endswith",
              "regex"),
          List.of("intersects", "in", "pmatch"),
          List.of("oneof", "anyof", "allof"),
          List.of("tolower", "toupper", "b64", "basename", "len", "join", "concat", "getopt"),
          "val");

  private TestSyntax() {}

  /** A parser with the limits that falcoj has by default. */
  static ConditionParser parser() {
    return new ConditionParser(SYNTAX, ConditionLimits.DEFAULT);
  }

  /** A parser to which {@code depth} is too deep. */
  static ConditionParser parserWithMaxDepth(int depth) {
    return new ConditionParser(
        SYNTAX,
        new ConditionLimits(
            depth, ConditionLimits.DEFAULT.maxLength(), ConditionLimits.DEFAULT.maxListSize()));
  }
}
