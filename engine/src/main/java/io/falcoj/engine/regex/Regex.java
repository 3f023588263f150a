// SPDX-License-Identifier: Apache-2.0
package io.falcoj.engine.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * A regular expression, compiled. Immutable and shared by all threads, each of which matches with a
 * {@link RegexMatcher} of its own.
 *
 * <p>The syntax is that of RE2 with its POSIX option, as Falco's {@code regex} has it:
 *
 * <ul>
 *   <li>{@code .} is any character but a line feed; {@code [a-z]}, {@code [^a-z]} and {@code
 *       [[:alpha:]]} are one character of a set;
 *   <li>{@code *}, {@code +}, {@code ?}, {@code {2}}, {@code {2,}} and {@code {2,5}} repeat what
 *       stands before them, up to a thousand times where a number says so;
 *   <li>{@code a|b} is one or the other, {@code ( )} groups, {@code ^} and {@code $} are the ends
 *       of lines;
 *   <li>a backslash takes a sign as it is, and writes {@code \n}, {@code \t}, {@code \x41}, {@code
 *       \x{1F600}}, {@code \101}. {@code \d}, {@code \w}, {@code \b} and {@code (?i)} are not
 *       known.
 * </ul>
 */
public final class Regex {

  /** Stands for whatever bytes are not well-formed, so it is no literal. */
  private static final int REPLACEMENT = 0xfffd;

  private final RegexProgram program;
  private final String prefix;
  private final String inner;
  private final String suffix;

  private Regex(RegexProgram program, String prefix, String inner, String suffix) {
    this.program = program;
    this.prefix = prefix;
    this.inner = inner;
    this.suffix = suffix;
  }

  /**
   * Compiles {@code text}.
   *
   * @throws RegexSyntaxException if it is not a regular expression, or an enormous one
   */
  public static Regex compile(String text) throws RegexSyntaxException {
    RegexNode node = RegexParser.parse(text);
    return of(RegexProgram.of(node), literals(node));
  }

  /** A matcher for the calling thread. */
  public RegexMatcher matcher() {
    return new RegexMatcher(program);
  }

  /** What every text that matches begins with; may be empty. */
  public String prefix() {
    return prefix;
  }

  /** A text that every text that matches contains, besides its prefix and suffix; may be empty. */
  public String inner() {
    return inner;
  }

  /** What every text that matches ends with; may be empty. */
  public String suffix() {
    return suffix;
  }

  /** Splits the literals into the first, the longest one between, and the last. */
  private static Regex of(RegexProgram program, List<String> literals) {
    String inner = "";
    for (int i = 1; i < literals.size() - 1; i++) {
      inner = literals.get(i).length() > inner.length() ? literals.get(i) : inner;
    }
    String suffix = literals.size() > 1 ? literals.get(literals.size() - 1) : "";
    return new Regex(program, literals.get(0), inner, suffix);
  }

  /** The literal characters of a sequence, cut where something else stands; one text or more. */
  private static List<String> literals(RegexNode node) {
    List<String> literals = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (RegexNode part : node.parts()) {
      int codePoint = part.literal();
      if (codePoint >= 0 && codePoint != REPLACEMENT) {
        literal.appendCodePoint(codePoint);
      } else if (part.takesText()) {
        literals.add(literal.toString());
        literal.setLength(0);
      }
    }
    literals.add(literal.toString());
    return literals;
  }
}
