// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.rules.definition;

import org.jspecify.annotations.Nullable;

/** Reads whole numbers as yaml-cpp does, which Falco reads its files with. */
public final class Numbers {

  private static final long MAX_UNSIGNED = 0xFFFF_FFFFL;

  private Numbers() {}

  /**
   * Reads an unsigned number of 32 bits: decimal, octal behind {@code 0}, hexadecimal behind {@code
   * 0x}.
   *
   * @return null if the text is none
   */
  public static @Nullable Long parseUnsigned(String text) {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      radix = 16;
      digits = digits.substring(2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      radix = 8;
    }
    if (digits.isEmpty() || digits.length() > 16) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) > 'f' || Character.digit(digits.charAt(i), radix) < 0) {
        return null;
      }
    }
    long value = Long.parseLong(digits, radix);
    return value <= MAX_UNSIGNED ? value : null;
  }
}
