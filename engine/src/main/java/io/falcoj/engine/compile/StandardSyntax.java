// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.compile;

import io.falcoj.grammar.ConditionSyntax;
import java.util.List;

/** The words of Falco's condition language, for the parser. */
public final class StandardSyntax {

  /** Derived from the standard operators and transformers. */
  public static final ConditionSyntax SYNTAX =
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

  private StandardSyntax() {}
}
