// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import io.falcoj.grammar.Escaping;

/**
 * How the values of lists and exceptions stand in a condition. Each scalar of a rules file is one
 * value, whatever characters it holds. A scalar that has quotes of the condition language around it
 * is the value between them, as in Falco.
 */
public final class ValueText {

  /** What no bare word holds. */
  private static final String NOT_BARE = "()\"' \t\n\u000B\f\r=,\0";

  private ValueText() {}

  /** The value as a literal: as it is where a condition can hold it so, else in quotes. */
  public static String literal(String value) {
    return isBare(value) || isQuoted(value) ? value : Escaping.quote(value);
  }

  private static boolean isBare(String value) {
    if (value.isEmpty() || value.charAt(0) == '\b') {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (NOT_BARE.indexOf(value.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is a literal in quotes, that ends where the text ends. */
  private static boolean isQuoted(String value) {
    int last = value.length() - 1;
    if (last < 1 || value.charAt(0) != '"' && value.charAt(0) != '\'') {
      return false;
    }
    // The first quote without a backslash before it closes, whatever stands before the backslash.
    for (int i = 1; i < last; i++) {
      if (value.charAt(i) == '\0' || closes(value, i)) {
        return false;
      }
    }
    return closes(value, last);
  }

  private static boolean closes(String value, int index) {
    return value.charAt(index) == value.charAt(0) && value.charAt(index - 1) != '\\';
  }
}
