// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/** Quoting of values, as in conditions. */
public final class Escaping {

  private Escaping() {}

  /**
   * The text as Falco prints a value: in double quotes with escapes if it holds a blank, a quote, a
   * backslash, an equals sign or a control character that has an escape; else as it is.
   */
  public static String escape(String text) {
    throw new UnsupportedOperationException(text);
  }

  /**
   * The text in double quotes, so that it reads back whatever it holds. Text from elsewhere goes
   * into a condition through this only.
   */
  public static String quote(String text) {
    throw new UnsupportedOperationException(text);
  }

  /**
   * The bytes that a value stands for: its UTF-8 form. Bytes written as {@code \xNN} that are no
   * UTF-8 are held in values as the characters U+DC80 to U+DCFF and come out as they were.
   */
  public static byte[] bytes(String value) {
    throw new UnsupportedOperationException(value);
  }
}
