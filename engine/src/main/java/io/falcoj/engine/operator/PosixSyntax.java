// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Reads a regular expression in the syntax that Falco's {@code regex} has: RE2 with POSIX syntax,
 * in which Perl's additions ({@code \d}, {@code \b}, {@code (?:...)}, {@code *?}) are errors,
 * repetitions may be repeated, and {@code ^} and {@code $} match at every line. Writes the same
 * expression in the syntax of RE2/J, and notes the texts that whatever it matches must have.
 */
final class PosixSyntax {

  private static final int MAX_REPEAT = 1000;
  private static final int MAX_DEPTH = 200;
  private static final int NOTHING = -1;
  private static final int ANY_TEXT = -1;
  private static final Set<String> CLASSES =
      Set.of(
          "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
          "space", "upper", "word", "xdigit");

  private final String text;
  private final StringBuilder output = new StringBuilder();
  private final Deque<Group> enclosing = new ArrayDeque<>();

  /** The whole expression as code points, and ANY_TEXT for what is not one literal character. */
  private final List<Integer> pieces = new ArrayList<>();

  private Group group = new Group();
  private int at;

  /** What is open: the whole expression or a parenthesis. */
  private static final class Group {
    /** Where the last element begins in the output; NOTHING if there is none to repeat. */
    private int last = NOTHING;

    /** The last element's place among the pieces; NOTHING if it is not among them. */
    private int lastPiece = NOTHING;

    private boolean lastIsRepeated;

    /** How often the last element repeats its innermost part at most. */
    private int lastCopies = 1;

    /** The largest of these figures of all elements. */
    private int copies = 1;

    private boolean hasAlternatives;
  }

  /**
   * An expression, translated.
   *
   * @param re2j in the syntax of RE2/J
   * @param prefix what every match begins with; may be empty
   * @param inner a text that every match contains; may be empty
   * @param suffix what every match ends with; may be empty
   */
  record Translation(String re2j, String prefix, String inner, String suffix) {}

  private PosixSyntax(String text) {
    this.text = text;
  }

  /**
   * Translates {@code text}.
   *
   * @throws LiteralException if it is not a regular expression; the message is RE2's
   */
  static Translation translate(String text) throws LiteralException {
    PosixSyntax syntax = new PosixSyntax(text);
    while (syntax.at < text.length()) {
      syntax.readElement();
    }
    if (!syntax.enclosing.isEmpty()) {
      throw syntax.error("missing )", text);
    }
    return syntax.translation();
  }

  private Translation translation() {
    String expression = output.toString();
    if (group.hasAlternatives) {
      return new Translation(expression, "", "", "");
    }
    int first = 0;
    while (first < pieces.size() && pieces.get(first) != ANY_TEXT) {
      first++;
    }
    int last = pieces.size();
    while (last > first && pieces.get(last - 1) != ANY_TEXT) {
      last--;
    }
    String inner = "";
    for (int start = first; start < last; ) {
      int end = start;
      while (end < last && pieces.get(end) != ANY_TEXT) {
        end++;
      }
      String literal = literal(start, end);
      inner = literal.length() > inner.length() ? literal : inner;
      start = end + 1;
    }
    return new Translation(expression, literal(0, first), inner, literal(last, pieces.size()));
  }

  private String literal(int start, int end) {
    StringBuilder literal = new StringBuilder();
    for (int i = start; i < end; i++) {
      literal.appendCodePoint(pieces.get(i));
    }
    return literal.toString();
  }

  private void readElement() throws LiteralException {
    char next = text.charAt(at);
    switch (next) {
      case '(':
        openGroup();
        break;
      case ')':
        closeGroup();
        break;
      case '|':
        at++;
        output.append('|');
        group.last = NOTHING;
        group.hasAlternatives = true;
        break;
      case '^':
      case '$':
        at++;
        beginElement();
        output.append("(?m:").append(next).append(')');
        break;
      case '.':
        at++;
        beginElement();
        addPiece(ANY_TEXT);
        output.append('.');
        break;
      case '[':
        beginElement();
        addPiece(ANY_TEXT);
        readBracket();
        break;
      case '*':
      case '+':
      case '?':
        at++;
        repeat(String.valueOf(next), 1);
        break;
      case '{':
        readCount();
        break;
      case '\\':
        addLiteral(readEscape());
        break;
      default:
        addLiteral(readCodePoint());
        break;
    }
  }

  private void openGroup() throws LiteralException {
    at++;
    if (enclosing.size() >= MAX_DEPTH) {
      throw error("expression nests too deeply", text);
    }
    beginElement();
    addPiece(ANY_TEXT);
    output.append("(?:");
    enclosing.push(group);
    group = new Group();
  }

  private void closeGroup() throws LiteralException {
    if (enclosing.isEmpty()) {
      throw error("unexpected )", text);
    }
    at++;
    output.append(')');
    Group closed = group;
    group = enclosing.pop();
    group.lastCopies = closed.copies;
    group.copies = Math.max(group.copies, closed.copies);
  }

  private void beginElement() {
    group.last = output.length();
    group.lastPiece = NOTHING;
    group.lastIsRepeated = false;
    group.lastCopies = 1;
  }

  private void addPiece(int piece) {
    if (enclosing.isEmpty()) {
      group.lastPiece = pieces.size();
      pieces.add(piece);
    }
  }

  private void addLiteral(int codePoint) {
    beginElement();
    addPiece(codePoint);
    appendCodePoint(codePoint);
  }

  private void appendCodePoint(int codePoint) {
    boolean plain =
        (codePoint >= 'a' && codePoint <= 'z')
            || (codePoint >= 'A' && codePoint <= 'Z')
            || (codePoint >= '0' && codePoint <= '9');
    if (plain) {
      output.appendCodePoint(codePoint);
    } else {
      output.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }
  }

  /** Repeats the last element. */
  private void repeat(String operator, int copies) throws LiteralException {
    if (group.last == NOTHING) {
      throw error("no argument for repetition operator", operator);
    }
    if (copies > 1) {
      group.lastCopies *= copies;
      if (group.lastCopies > MAX_REPEAT) {
        throw error("invalid repetition size", operator);
      }
      group.copies = Math.max(group.copies, group.lastCopies);
    }
    if (group.lastIsRepeated) {
      output.insert(group.last, "(?:").append(')');
    }
    output.append(operator);
    group.lastIsRepeated = true;
    if (group.lastPiece != NOTHING) {
      pieces.set(group.lastPiece, ANY_TEXT);
    }
  }

  /** A counted repetition; a brace that begins none stands for itself. */
  private void readCount() throws LiteralException {
    int open = at;
    at++;
    int low = readNumber();
    int high = low;
    if (low >= 0 && at < text.length() && text.charAt(at) == ',') {
      at++;
      boolean unbounded = at < text.length() && text.charAt(at) == '}';
      high = unbounded ? Integer.MAX_VALUE : readNumber();
    }
    if (low < 0 || high < 0 || at >= text.length() || text.charAt(at) != '}') {
      at = open + 1;
      addLiteral('{');
      return;
    }
    at++;
    String operator = text.substring(open, at);
    int largest = high == Integer.MAX_VALUE ? low : high;
    if (high < low || largest > MAX_REPEAT) {
      throw error("invalid repetition size", operator);
    }
    repeat(operator, largest);
  }

  /** A number without leading zeros, or -1. */
  private int readNumber() {
    int start = at;
    long number = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - start < 9) {
      number = number * 10 + (text.charAt(at) - '0');
      at++;
    }
    boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
    return at == start || leadingZero ? -1 : (int) number;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private void readBracket() throws LiteralException {
    int open = at;
    at++;
    output.append('[');
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
      output.append('^');
    }
    for (boolean first = true; ; first = false) {
      if (at >= text.length()) {
        throw error("missing ]", text.substring(open));
      }
      char next = text.charAt(at);
      if (next == ']' && !first) {
        break;
      }
      boolean dashAtEnd = at + 1 < text.length() && text.charAt(at + 1) == ']';
      if (next == '-' && !first && !dashAtEnd) {
        int end = at + 1 < text.length() ? text.offsetByCodePoints(at + 1, 1) : at + 1;
        throw error("invalid character class range", text.substring(at, end));
      }
      if (!readNamedClass()) {
        readRange(open);
      }
    }
    at++;
    output.append(']');
  }

  private boolean readNamedClass() throws LiteralException {
    int close = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
    if (close < 0) {
      return false;
    }
    String whole = text.substring(at, close + 2);
    String name = text.substring(at + 2, close);
    if (!CLASSES.contains(name.startsWith("^") ? name.substring(1) : name)) {
      throw error("invalid character class range", whole);
    }
    output.append(whole);
    at = close + 2;
    return true;
  }

  private void readRange(int open) throws LiteralException {
    int start = at;
    int low = readBracketCharacter(open);
    appendCodePoint(low);
    boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
    if (range) {
      at++;
      int high = readBracketCharacter(open);
      if (high < low) {
        throw error("invalid character class range", text.substring(start, at));
      }
      output.append('-');
      appendCodePoint(high);
    }
  }

  private int readBracketCharacter(int open) throws LiteralException {
    if (at >= text.length()) {
      throw error("missing ]", text.substring(open));
    }
    return text.charAt(at) == '\\' ? readEscape() : readCodePoint();
  }

  private int readCodePoint() {
    int codePoint = text.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  private int readEscape() throws LiteralException {
    int start = at;
    at++;
    if (at >= text.length()) {
      throw new LiteralException(text, "invalid regex pattern: trailing \\", null);
    }
    int escaped = readCodePoint();
    switch (escaped) {
      case 'a':
        return 0x07;
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'v':
        return 0x0b;
      case 'x':
        return readHex(start);
      case '0':
        return readOctal(0);
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
        // One digit alone would be a reference to a group, which RE2 has not.
        if (at < text.length() && isOctal(text.charAt(at))) {
          return readOctal(escaped - '0');
        }
        throw badEscape(start);
      default:
        boolean letterOrDigit = escaped >= 0x80 || Character.isLetterOrDigit(escaped);
        if (letterOrDigit) {
          throw badEscape(start);
        }
        return escaped;
    }
  }

  private int readOctal(int first) {
    int value = first;
    for (int digits = 1; digits < 3 && at < text.length() && isOctal(text.charAt(at)); digits++) {
      value = value * 8 + (text.charAt(at) - '0');
      at++;
    }
    return value;
  }

  private static boolean isOctal(char character) {
    return character >= '0' && character <= '7';
  }

  private int readHex(int start) throws LiteralException {
    boolean braces = at < text.length() && text.charAt(at) == '{';
    if (braces) {
      at++;
    }
    int value = 0;
    int digits = 0;
    while (at < text.length() && (braces || digits < 2)) {
      char next = text.charAt(at);
      int digit = next < 0x80 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        break;
      }
      at++;
      digits++;
      value = value * 16 + digit;
      if (value > Character.MAX_CODE_POINT) {
        throw badEscape(start);
      }
    }
    boolean closed = !braces || (at < text.length() && text.charAt(at) == '}');
    if (digits == 0 || !closed || (!braces && digits < 2)) {
      at = Math.min(at + 1, text.length());
      throw badEscape(start);
    }
    if (braces) {
      at++;
    }
    return value;
  }

  private LiteralException badEscape(int start) {
    return error("invalid escape sequence", text.substring(start, at));
  }

  private LiteralException error(String what, String argument) {
    return new LiteralException(
        text,
        "invalid regex pattern: " + what + ": " + argument,
        "regular expressions have POSIX syntax: [0-9] for \\d, [[:space:]] for \\s, and no (?...)");
  }
}
