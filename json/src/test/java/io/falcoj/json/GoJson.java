// SPDX-License-Identifier: Apache-2.0
package io.falcoj.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON by the rules by which Go, and so Kubernetes, reads it into maps: the last of equal keys
 * counts, and replaces what was there; keys are told apart by case; a surrogate without its other
 * half, and bytes that are not UTF-8, become U+FFFD; 10,000 levels are the most; nothing but blanks
 * may follow. Simple and slow, for comparison.
 *
 * <p>Objects are maps, arrays are lists, texts are strings, numbers {@link Number}, the
 * rest is {@code Boolean} and null.
 */
final class GoJson {

  /** What is no JSON to Go. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** A number as text: that of the whole number if it is one to a strategic merge patch. */
  record Number(String text) {}

  private static final int MAX_DEPTH = 10_000;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  /** One character for each byte. */
  private final String text;

  private int at;

  private GoJson(byte[] bytes) {
    text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static @Nullable Object read(byte[] bytes) throws RefusedException {
    GoJson reader = new GoJson(bytes);
    Object value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < reader.text.length()) {
      throw reader.refused();
    }
    return value;
  }

  /** How a number is told: the digits of a whole one that is written as another. */
  static String number(String text) {
    if (text.matches("-?[0-9]+") && !text.equals("-0")) {
      return text;
    }
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < 0x1p63
        ? Long.toString((long) value)
        : text;
  }

  private @Nullable Object value(int depth) throws RefusedException {
    skipBlanks();
    switch (peek()) {
      case '{':
        return object(depth + 1);
      case '[':
        return array(depth + 1);
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        var matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
          throw refused();
        }
        at = matcher.end();
        return new Number(number(matcher.group()));
    }
  }

  private Map<String, @Nullable Object> object(int depth) throws RefusedException {
    begin(depth);
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (skipped('}')) {
      return members;
    }
    do {
      skipBlanks();
      String key = string();
      skipBlanks();
      expect(':');
      members.put(key, value(depth));
      skipBlanks();
    } while (skipped(','));
    expect('}');
    return members;
  }

  private List<@Nullable Object> array(int depth) throws RefusedException {
    begin(depth);
    List<@Nullable Object> elements = new ArrayList<>();
    if (skipped(']')) {
      return elements;
    }
    do {
      elements.add(value(depth));
      skipBlanks();
    } while (skipped(','));
    expect(']');
    return elements;
  }

  private void begin(int depth) throws RefusedException {
    if (depth > MAX_DEPTH) {
      throw refused();
    }
    at++;
    skipBlanks();
  }

  private String string() throws RefusedException {
    expect('"');
    StringBuilder meaning = new StringBuilder();
    while (peek() != '"') {
      char next = text.charAt(at++);
      if (next < ' ') {
        throw refused();
      }
      if (next == '\\') {
        escape(meaning);
      } else {
        int from = at - 1;
        while (peek() != '"' && peek() != '\\' && peek() >= ' ') {
          at++;
        }
        byte[] plain = text.substring(from, at).getBytes(StandardCharsets.ISO_8859_1);
        meaning.append(new String(plain, StandardCharsets.UTF_8));
      }
    }
    at++;
    return meaning.toString();
  }

  private void escape(StringBuilder meaning) throws RefusedException {
    char escape = peek();
    at++;
    int simple = ESCAPED.indexOf(escape);
    if (simple >= 0) {
      meaning.append(MEANT.charAt(simple));
      return;
    }
    if (escape != 'u') {
      throw refused();
    }
    char unit = unit();
    if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
      int behind = at;
      at += 2;
      char low = unit();
      if (Character.isLowSurrogate(low)) {
        meaning.append(unit).append(low);
        return;
      }
      at = behind;
    }
    meaning.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
  }

  private char unit() throws RefusedException {
    if (!text.substring(at).matches("(?s)[0-9a-fA-F]{4}.*")) {
      throw refused();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private @Nullable Object word(String word, @Nullable Object value) throws RefusedException {
    if (!text.startsWith(word, at)) {
      throw refused();
    }
    at += word.length();
    return value;
  }

  private char peek() throws RefusedException {
    if (at == text.length()) {
      throw refused();
    }
    return text.charAt(at);
  }

  private boolean skipped(char wanted) throws RefusedException {
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) throws RefusedException {
    if (!skipped(wanted)) {
      throw refused();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private RefusedException refused() {
    return new RefusedException("at " + at + " of " + text);
  }
}
