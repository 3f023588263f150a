// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.Random;

/** Texts that would do harm wherever they are pasted in unquoted. */
final class HostileText {

  private static final String[] PIECES = {
    "\n",
    "\r\n",
    "\"",
    "'",
    "\\",
    "%",
    "%evt.num",
    "%%",
    "#",
    " # ",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "(",
    ")",
    "))",
    " or ",
    " and not ",
    " exists",
    " in (",
    ",",
    "=",
    "[",
    "]",
    "{",
    "}",
    "&a",
    "*a",
    "!!str",
    "|",
    ">-",
    "<NA",
    "true",
    "null",
    "~",
    "0x1F",
    "1:5",
    " ",
    "  ",
    "\t",
    "\u0000",
    "\u0007",
    "\u001b[31m",
    "\u0085",
    "\u2028",
    "\ufeff",
    "\u00e9",
    "\ud83d\ude00",
    "\ud83d",
    "\\n",
    "\\x41",
    "\\u0041",
    "*",
    "?",
    "/",
    "..",
    "a",
    "b",
    "word",
    "- rule: x\n  condition: y\n"
  };

  private HostileText() {}

  /** A text of up to about {@code length} characters; sometimes empty. */
  static String next(Random random, int length) {
    int wanted = random.nextInt(length + 1);
    StringBuilder text = new StringBuilder();
    while (text.length() < wanted) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
