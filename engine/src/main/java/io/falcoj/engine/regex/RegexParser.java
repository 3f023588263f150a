// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import io.falcoj.engine.regex.CharacterSet.Range;
import io.falcoj.engine.regex.RegexNode.Characters;
import io.falcoj.engine.regex.RegexNode.Choice;
import io.falcoj.engine.regex.RegexNode.LineEnd;
import io.falcoj.engine.regex.RegexNode.LineStart;
import io.falcoj.engine.regex.RegexNode.Repetition;
import io.falcoj.engine.regex.RegexNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a regular expression in the syntax of RE2 with its POSIX option: Perl's additions ({@code
 * \d}, {@code \b}, {@code (?:...)}, {@code *?}) are errors or mean something else, repetitions may
 * be repeated, and {@code ^} and {@code $} match at every line.
 */
final class RegexParser {

  private static final int MAX_REPEAT = 1000;
  private static final int MAX_DEPTH = 500;

  private final String text;
  private final Deque<Group> enclosing = new ArrayDeque<>();
  private Group group = new Group();
  private int at;

  /** What is open: the whole expression or a parenthesis. */
  private static final class Group {
    private final List<RegexNode> branches = new ArrayList<>();
    private List<RegexNode> parts = new ArrayList<>();

    /** How often the last part repeats its innermost part at most, and the largest of these. */
    private int copiesOfLast = 1;

    private int copies = 1;

    void add(RegexNode part) {
      parts.add(part);
      copiesOfLast = 1;
    }

    void nextBranch() {
      branches.add(node(parts));
      parts = new ArrayList<>();
    }

    RegexNode close() {
      nextBranch();
      return branches.size() == 1 ? branches.get(0) : new Choice(branches);
    }

    private static RegexNode node(List<RegexNode> parts) {
      return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }
  }

  private RegexParser(String text) {
    this.text = text;
  }

  /** The tree of {@code text}. */
  static RegexNode parse(String text) throws RegexSyntaxException {
    RegexParser parser = new RegexParser(text);
    while (parser.at < text.length()) {
      parser.readElement();
    }
    if (!parser.enclosing.isEmpty()) {
      throw error("missing )", text);
    }
    return parser.group.close();
  }

  private void readElement() throws RegexSyntaxException {
    char next = text.charAt(at);
    switch (next) {
      case '(':
        at++;
        if (enclosing.size() >= MAX_DEPTH) {
          throw error("expression nests too deeply", text);
        }
        enclosing.push(group);
        group = new Group();
        break;
      case ')':
        closeGroup();
        break;
      case '|':
        at++;
        group.nextBranch();
        break;
      case '^':
        at++;
        group.add(new LineStart());
        break;
      case '$':
        at++;
        group.add(new LineEnd());
        break;
      case '.':
        at++;
        group.add(new Characters(CharacterSet.NO_LINE_FEED));
        break;
      case '[':
        group.add(new Characters(readBracket()));
        break;
      case '*':
        at++;
        repeat("*", 0, Repetition.UNBOUNDED);
        break;
      case '+':
        at++;
        repeat("+", 1, Repetition.UNBOUNDED);
        break;
      case '?':
        at++;
        repeat("?", 0, 1);
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

  private void closeGroup() throws RegexSyntaxException {
    if (enclosing.isEmpty()) {
      throw error("unexpected )", text);
    }
    at++;
    Group closed = group;
    group = enclosing.pop();
    group.add(closed.close());
    group.copiesOfLast = closed.copies;
    group.copies = Math.max(group.copies, closed.copies);
  }

  private void addLiteral(int codePoint) {
    group.add(new Characters(CharacterSet.of(codePoint)));
  }

  private void repeat(String operator, int least, int most) throws RegexSyntaxException {
    if (group.parts.isEmpty()) {
      throw error("no argument for repetition operator", operator);
    }
    int copies = Math.max(1, Math.max(least, most));
    group.copiesOfLast *= copies;
    if (group.copiesOfLast > MAX_REPEAT) {
      throw error("invalid repetition size", operator);
    }
    group.copies = Math.max(group.copies, group.copiesOfLast);
    int last = group.parts.size() - 1;
    group.parts.set(last, new Repetition(group.parts.get(last), least, most));
  }

  /** A counted repetition; a brace that begins none stands for itself. */
  private void readCount() throws RegexSyntaxException {
    int open = at;
    at++;
    int least = readNumber();
    int most = least;
    if (least >= 0 && at < text.length() && text.charAt(at) == ',') {
      at++;
      boolean unbounded = at < text.length() && text.charAt(at) == '}';
      most = unbounded ? Integer.MAX_VALUE : readNumber();
    }
    if (least < 0 || most < 0 || at >= text.length() || text.charAt(at) != '}') {
      at = open + 1;
      addLiteral('{');
      return;
    }
    at++;
    String operator = text.substring(open, at);
    boolean unbounded = most == Integer.MAX_VALUE;
    if (most < least || (unbounded ? least : most) > MAX_REPEAT) {
      throw error("invalid repetition size", operator);
    }
    repeat(operator, least, unbounded ? Repetition.UNBOUNDED : most);
  }

  /** A number without leading zeros, or -1. */
  private int readNumber() {
    int start = at;
    int number = 0;
    while (at < text.length() && isDigit(text.charAt(at)) && at - start < 9) {
      number = number * 10 + (text.charAt(at) - '0');
      at++;
    }
    boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
    return at == start || leadingZero ? -1 : number;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private CharacterSet readBracket() throws RegexSyntaxException {
    int open = at;
    at++;
    boolean negated = at < text.length() && text.charAt(at) == '^';
    if (negated) {
      at++;
    }
    List<Range> ranges = new ArrayList<>();
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
      if (!readNamedClass(ranges)) {
        ranges.add(readRange(open));
      }
    }
    at++;
    CharacterSet set = CharacterSet.of(ranges);
    return negated ? set.complement() : set;
  }

  private boolean readNamedClass(List<Range> ranges) throws RegexSyntaxException {
    int close = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
    if (close < 0) {
      return false;
    }
    boolean negated = text.charAt(at + 2) == '^';
    String name = text.substring(negated ? at + 3 : at + 2, Math.max(close, at + 2));
    if (!CharacterSet.isClass(name)) {
      throw error("invalid character class range", text.substring(at, close + 2));
    }
    CharacterSet set = CharacterSet.ofClass(name);
    ranges.addAll((negated ? set.complement() : set).ranges());
    at = close + 2;
    return true;
  }

  private Range readRange(int open) throws RegexSyntaxException {
    int start = at;
    int first = readBracketCharacter(open);
    boolean range = at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
    if (!range) {
      return new Range(first, first);
    }
    at++;
    int last = readBracketCharacter(open);
    if (last < first) {
      throw error("invalid character class range", text.substring(start, at));
    }
    return new Range(first, last);
  }

  private int readBracketCharacter(int open) throws RegexSyntaxException {
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

  private int readEscape() throws RegexSyntaxException {
    int start = at;
    at++;
    if (at >= text.length()) {
      throw new RegexSyntaxException("trailing \\");
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
        if (escaped >= 0x80 || Character.isLetterOrDigit(escaped)) {
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

  private int readHex(int start) throws RegexSyntaxException {
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

  private RegexSyntaxException badEscape(int start) {
    return error("invalid escape sequence", text.substring(start, at));
  }

  private static RegexSyntaxException error(String what, String argument) {
    return new RegexSyntaxException(what + ": " + argument);
  }
}
