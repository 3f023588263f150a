// SPDX-License-Identifier: Apache-2.0
package io.falcoj.grammar;

/**
 * Reads conditions. Follows the parser of libs 0.25: accepts the same texts and gives the same
 * trees. Does not know which fields exist; a lone word is the name of a macro.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConditionParser {

  private final ConditionSyntax syntax;
  private final ConditionLimits limits;

  /** A parser for the words of {@code syntax} that gives up beyond {@code limits}. */
  public ConditionParser(ConditionSyntax syntax, ConditionLimits limits) {
    this.syntax = syntax;
    this.limits = limits;
  }

  /**
   * Reads a whole text as one condition.
   *
   * @throws ConditionSyntaxException if it is none, or exceeds a limit
   */
  public Expr parse(String text) throws ConditionSyntaxException {
    throw new UnsupportedOperationException(syntax + ", " + limits + ": " + text);
  }

  /**
   * Reads a field or a transformer that begins at {@code offset}, as output texts hold them: {@code
   * proc.aname[2]}, {@code tolower(proc.name)}. What follows it is not looked at.
   *
   * @throws ConditionSyntaxException if none begins there, or it exceeds a limit
   */
  public ParsedOperand parseOperand(String text, int offset) throws ConditionSyntaxException {
    throw new UnsupportedOperationException(text + offset);
  }
}
