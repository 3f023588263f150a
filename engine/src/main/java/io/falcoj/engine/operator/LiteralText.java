// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.List;

/** How predicates print the values of a condition: a huge list is cut. */
final class LiteralText {

  private static final int MAX_PRINTED = 10;

  private LiteralText() {}

  /** The values in parentheses. */
  static String list(List<String> literals) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < literals.size() && i < MAX_PRINTED; i++) {
      text.append(i == 0 ? "" : ", ").append(quote(literals.get(i)));
    }
    if (literals.size() > MAX_PRINTED) {
      text.append(", ... ").append(literals.size() - MAX_PRINTED).append(" more");
    }
    return text.append(")").toString();
  }

  /** The value in quotes, with quotes and backslashes inside escaped. */
  static String quote(String literal) {
    return '"' + literal.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
