// SPDX-License-Identifier: Apache-2.0
package io.falcoj.converter.psp;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a rules file. Whatever a text holds, reading the file gives that text back: it is written
 * plainly only where YAML cannot take it for anything else. The same items give the same bytes.
 */
final class RulesWriter {

  private static final int WIDTH = 100;

  // A word that begins with a letter or a slash and holds nothing that means something to YAML.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9 _./=()-]*");
  private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private final StringBuilder text = new StringBuilder();

  /** The items as a file, behind a comment. */
  static String write(List<String> comment, List<RulesItem> items) {
    RulesWriter writer = new RulesWriter();
    for (String line : comment) {
      writer.line(("# " + Printable.of(line)).stripTrailing());
    }
    for (RulesItem item : items) {
      writer.line("");
      item.write(writer);
    }
    return writer.text.toString();
  }

  /** Begins an item: its kind and name. */
  void begin(String kind, String name) {
    text.append("- ").append(kind).append(": ").append(inline(name)).append('\n');
  }

  /** Adds a property to the item. */
  void property(String key, String value) {
    text.append("  ").append(key).append(": ");
    if (key.length() + value.length() + 4 > WIDTH && isFoldable(value)) {
      text.append(">-\n");
      fold(value);
    } else {
      text.append(inline(value)).append('\n');
    }
  }

  void line(String line) {
    text.append(line).append('\n');
  }

  private static String inline(String value) {
    boolean plain =
        PLAIN.matcher(value).matches()
            && !value.endsWith(" ")
            && !RESERVED.matcher(value).matches();
    return plain ? value : quote(value);
  }

  /** The text in double quotes, as YAML and JSON read it. */
  static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Printable.isPrintable(c)) {
                quoted.appendCodePoint(c);
              } else if (c > 0xFFFF) {
                quoted.append("\\U%08x".formatted(c));
              } else {
                quoted.append("\\u%04x".formatted(c));
              }
            });
    return quoted.append('"').toString();
  }

  /**
   * Whether a folded block gives the value back: one line of printable text, no blank at its ends.
   */
  private static boolean isFoldable(String value) {
    return !value.isEmpty()
        && !value.startsWith(" ")
        && !value.endsWith(" ")
        && value.codePoints().allMatch(Printable::isPrintable);
  }

  /** Breaks the value at single blanks only: a reader makes one blank of each break. */
  private void fold(String value) {
    int start = 0;
    while (start < value.length()) {
      int end = endOfLine(value, start);
      text.append("    ").append(value, start, end).append('\n');
      start = end + 1;
    }
  }

  private static int endOfLine(String value, int start) {
    int end = value.length();
    int limit = start + WIDTH - 4;
    for (int i = start + 1; i < value.length(); i++) {
      boolean singleBlank =
          value.charAt(i) == ' ' && value.charAt(i - 1) != ' ' && value.charAt(i + 1) != ' ';
      if (singleBlank) {
        if (i <= limit || end == value.length()) {
          end = i;
        }
        if (i >= limit) {
          return end;
        }
      }
    }
    return value.length() <= limit ? value.length() : end;
  }
}
