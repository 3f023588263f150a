// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.yaml;

import io.falcoj.grammar.Span;
import java.util.Arrays;

/**
 * Finds where in the file each character of a scalar's value stands, by walking the scalar as
 * written and its value side by side. The value is known, so folding need not be decided again: the
 * walk only has to tell what of the written text the value leaves out.
 */
final class ScalarPlaces {

  private final String value;
  private final String raw;
  private final int end;
  private final int[] places;
  private int written;
  private int filled;

  private ScalarPlaces(YamlScalar scalar) {
    Span span = scalar.span();
    this.value = scalar.text();
    this.raw = scalar.source().content();
    this.end = span.end();
    this.written = span.offset();
    this.places = new int[value.length() + 1];
  }

  /**
   * @return for each index of the value, and for its length, the index in the source's content
   */
  static int[] of(YamlScalar scalar) {
    ScalarPlaces places = new ScalarPlaces(scalar);
    switch (scalar.style()) {
      case PLAIN -> places.walkFlow('\0');
      case SINGLE_QUOTED -> places.walkFlow('\'');
      case DOUBLE_QUOTED -> places.walkFlow('"');
      case LITERAL, FOLDED -> places.walkBlock();
    }
    places.fillRest();
    return places.places;
  }

  /** The value's end is behind its last character; what could not be followed is there too. */
  private void fillRest() {
    int rest = filled == 0 ? Math.min(written, end) : places[filled - 1] + 1;
    Arrays.fill(places, filled, places.length, rest);
  }

  private void walkFlow(char quote) {
    if (quote != '\0') {
      written++;
    }
    while (filled < value.length() && written < end) {
      char c = raw.charAt(written);
      if (endsLine(written)) {
        walkFold();
      } else if (c == '\\' && quote == '"' && written + 1 < end) {
        walkEscape();
      } else {
        place(written);
        written += c == '\'' && quote == '\'' ? 2 : 1;
      }
    }
  }

  /** Line breaks between two parts of a flow scalar, with the blanks around them. */
  private void walkFold() {
    int firstBreak = -1;
    while (written < end && isBlankOrBreak(raw.charAt(written))) {
      if (firstBreak < 0 && isBreak(raw.charAt(written))) {
        firstBreak = written;
      }
      written++;
    }
    int start = filled;
    while (filled < value.length() && value.charAt(filled) == '\n') {
      place(firstBreak);
    }
    if (filled == start && filled < value.length() && value.charAt(filled) == ' ') {
      place(firstBreak);
    }
  }

  private void walkEscape() {
    char c = raw.charAt(written + 1);
    if (isBreak(c)) {
      written++;
      int firstBreak = written;
      while (written < end && isBlankOrBreak(raw.charAt(written))) {
        written++;
      }
      while (filled < value.length() && value.charAt(filled) == '\n') {
        place(firstBreak);
      }
      return;
    }
    int digits =
        switch (c) {
          case 'x' -> 2;
          case 'u' -> 4;
          case 'U' -> 8;
          default -> 0;
        };
    if (Character.isHighSurrogate(value.charAt(filled)) && c == 'U') {
      place(written);
    }
    place(written);
    written += 2 + digits;
  }

  private void walkBlock() {
    nextLine();
    int indent = -1;
    while (filled < value.length() && written < end) {
      int lineEnd = written;
      while (lineEnd < end && !isBreak(raw.charAt(lineEnd))) {
        lineEnd++;
      }
      int blanks = 0;
      while (written + blanks < lineEnd && raw.charAt(written + blanks) == ' ') {
        blanks++;
      }
      if (indent < 0 && written + blanks < lineEnd) {
        indent = blanks - leadingSpacesOfValue();
      }
      int content = written + Math.min(blanks, indent < 0 ? blanks : indent);
      for (int i = content; i < lineEnd && filled < value.length(); i++) {
        place(i);
      }
      written = lineEnd;
      walkBlockBreaks();
    }
  }

  /** The break behind a line of a block: kept, folded into a space, or left out. */
  private void walkBlockBreaks() {
    int lineBreak = written;
    nextLine();
    if (filled == value.length()) {
      return;
    }
    if (value.charAt(filled) == '\n' || value.charAt(filled) == ' ') {
      place(lineBreak);
    }
  }

  private int leadingSpacesOfValue() {
    int first = 0;
    while (first < value.length() && value.charAt(first) == '\n') {
      first++;
    }
    int spaces = 0;
    while (first + spaces < value.length() && value.charAt(first + spaces) == ' ') {
      spaces++;
    }
    return spaces;
  }

  private void nextLine() {
    while (written < end && !isBreak(raw.charAt(written))) {
      written++;
    }
    if (raw.startsWith("\r\n", written)) {
      written++;
    }
    written++;
  }

  /** Whether nothing but blanks stands between the index and a line break. */
  private boolean endsLine(int index) {
    int i = index;
    while (i < end && (raw.charAt(i) == ' ' || raw.charAt(i) == '\t')) {
      i++;
    }
    return i < end && isBreak(raw.charAt(i));
  }

  private void place(int index) {
    if (filled < value.length()) {
      places[filled++] = index;
    }
  }

  private static boolean isBlankOrBreak(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
