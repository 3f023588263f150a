// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.util.Random;

/** Writes random JSON texts: all kinds of values, escapes, blanks; and damages texts. */
final class RandomJson {

  private static final String[] ESCAPES = {
    "\\\"",
    "\\\\",
    "\\/",
    "\\b",
    "\\f",
    "\\n",
    "\\r",
    "\\t",
    "\\u0041",
    "\\u00e9",
    "\\u20AC",
    "\\uD83D\\uDE00",
    "\\u0000",
    "\\u0022",
    "\\u005c"
  };
  private static final String[] CHARACTERS = {
    "é", "€", "😀", "\u007f", "/", "{", "}", "[", ",", ":"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "7",
    "-12",
    "123456789012345678901234567890",
    "0.5",
    "-3.25e10",
    "1E-7",
    "2e+3",
    "9223372036854775808",
    "1.7976931348623157e309"
  };
  private static final String[] BLANKS = {" ", "\n", "\t", "\r", "  \r\n\t "};
  private static final String DAMAGE = "{}[]\",:\\ \n\tu0e1-+.xtfn\u0001";

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  RandomJson(long seed) {
    random = new Random(seed);
  }

  /** A valid text; most are objects. */
  String next() {
    text.setLength(0);
    blanks();
    if (random.nextInt(4) > 0) {
      object(0);
    } else {
      value(0);
    }
    blanks();
    return text.toString();
  }

  /** The text with a character more, fewer or other, or cut. */
  String damaged(String valid) {
    if (valid.isEmpty()) {
      return valid;
    }
    int at = random.nextInt(valid.length());
    char other = DAMAGE.charAt(random.nextInt(DAMAGE.length()));
    switch (random.nextInt(4)) {
      case 0:
        return valid.substring(0, at);
      case 1:
        return valid.substring(0, at) + other + valid.substring(at);
      case 2:
        return valid.substring(0, at) + valid.substring(at + 1);
      default:
        return valid.substring(0, at) + other + valid.substring(at + 1);
    }
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 5 ? 5 : 8)) {
      case 0:
        text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
        break;
      case 1:
        text.append(random.nextBoolean());
        break;
      case 2:
        text.append("null");
        break;
      case 3, 4:
        string();
        break;
      case 5, 6:
        object(depth);
        break;
      default:
        array(depth);
    }
  }

  private void object(int depth) {
    text.append('{');
    blanks();
    for (int i = 0, size = random.nextInt(6); i < size; i++) {
      text.append(i == 0 ? "" : ",");
      blanks();
      string();
      blanks();
      text.append(':');
      blanks();
      value(depth + 1);
      blanks();
    }
    text.append('}');
  }

  private void array(int depth) {
    text.append('[');
    blanks();
    for (int i = 0, size = random.nextInt(5); i < size; i++) {
      text.append(i == 0 ? "" : ",");
      blanks();
      value(depth + 1);
      blanks();
    }
    text.append(']');
  }

  private void string() {
    text.append('"');
    for (int i = random.nextInt(3) * random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(12)) {
        case 0:
          text.append(ESCAPES[random.nextInt(ESCAPES.length)]);
          break;
        case 1:
          text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
          break;
        default:
          text.append((char) ('a' + random.nextInt(26)));
      }
    }
    text.append('"');
  }

  private void blanks() {
    if (random.nextInt(6) == 0) {
      text.append(BLANKS[random.nextInt(BLANKS.length)]);
    }
  }
}
