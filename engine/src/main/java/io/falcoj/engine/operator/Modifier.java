// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many values of a list a comparison must hold for. */
public enum Modifier {
  /** Exactly one; a value that is listed twice counts twice. */
  ONEOF,
  /** At least one. */
  ANYOF,
  /** Each of them, and there is one. */
  ALLOF;

  /** The word of the condition language. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The words of all modifiers. */
  public static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Modifier modifier : values()) {
      words.add(modifier.word());
    }
    return List.copyOf(words);
  }

  /**
   * The modifier called {@code word}.
   *
   * @throws IllegalArgumentException if there is none; the parser lets none through
   */
  public static Modifier of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
